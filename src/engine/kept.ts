/** A result that is kept while what it was made of changes faster than it can be made. */

/** Making it anew takes at most this part of the time. */
const SHARE = 0.2

export class Kept<Result> {
  private result: Result | undefined
  private question: string | undefined
  private version: unknown
  private madeAt = 0
  private costMs = 0

  /**
   * The result for a question: kept while the version is the same, and, where things are moving, for five times as long
   * as it took to make.
   */
  get(question: string, version: unknown, isMoving: boolean, make: () => Result): Result {
    if (this.result !== undefined && question === this.question) {
      if (version === this.version) return this.result
      if (isMoving && performance.now() - this.madeAt < this.costMs / SHARE) return this.result
    }
    const start = performance.now()
    const result = make()
    this.madeAt = performance.now()
    this.costMs = this.madeAt - start
    this.result = result
    this.question = question
    this.version = version
    return result
  }

  /** The next one is made anew whatever it is of. */
  forget(): void {
    this.result = undefined
  }
}
