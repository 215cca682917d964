/** What a look at payload came to. */
export enum Look {
  /** Nothing that we know begins here. */
  UNKNOWN = 0,
  /** It begins like something we know: more bytes will tell. */
  MORE = 1,
  /** Recognised; what this side sends later may tell more. */
  LATER = 2,
  /** All is told that this side can tell. */
  DONE = 3,
}
