/** An error of the window's own, in the language of the moment in which it is read. */
export class SaidError extends Error {
  constructor(private readonly words: () => string) {
    super()
  }

  override get message(): string {
    return this.words()
  }
}
