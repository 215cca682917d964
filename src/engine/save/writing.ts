/** A file while it is written: who waits for it hears how far it is, and may do without it. */

export interface Writing {
  /** @param share of the work that is done, 0 to 1. */
  tell(share: number): void
  isCancelled(): boolean
}

/** Nobody looks. */
export const UNWATCHED: Writing = { tell: () => undefined, isCancelled: () => false }

/** Thrown where a file is no longer wanted: no failure, so that it has no sentence. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled')
  }
}

/** `writing`, told of a part of the work alone. @param from share of the whole where that part begins, and ends. */
export const partOf = (writing: Writing, from: number, to: number): Writing => ({
  tell: (share) => writing.tell(from + (to - from) * share),
  isCancelled: () => writing.isCancelled(),
})
