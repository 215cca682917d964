/** A mistake in a script: says where and what, for whoever wrote it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError'

  /** @param line 1-based; `column` 1-based. */
  constructor(
    readonly line: number,
    readonly column: number,
    readonly reason: string,
  ) {
    super(`line ${line}, column ${column}: ${reason}`)
  }
}

/** Reads one line from left to right; a `#` outside a string ends it. */
export class Cursor {
  private at = 0

  constructor(
    private readonly text: string,
    readonly line: number,
  ) {}

  /** 1-based column of what comes next. */
  get column(): number {
    this.skipSpaces()
    return this.at + 1
  }

  get isAtEnd(): boolean {
    this.skipSpaces()
    return this.at === this.text.length || this.text[this.at] === '#'
  }

  /** What matches `pattern` next, or null; nothing is skipped then. */
  take(pattern: RegExp): string | null {
    this.skipSpaces()
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = this.at
    const found = sticky.exec(this.text)?.[0] ?? null
    if (found !== null) this.at += found.length
    return found
  }

  /**
   * As take, but something must match.
   * @throws ScriptError `expected <what>, found …`
   */
  expect(pattern: RegExp, what: string): string {
    return this.take(pattern) ?? this.fail(`expected ${what}, found ${this.describeNext()}`)
  }

  expectEnd(): void {
    if (!this.isAtEnd) this.fail(`expected the end of the line, found ${this.describeNext()}`)
  }

  fail(reason: string, column = this.column): never {
    throw new ScriptError(this.line, column, reason)
  }

  private describeNext(): string {
    return this.isAtEnd ? 'the end of the line' : `'${/^\S{1,20}/.exec(this.text.slice(this.at))?.[0]}'`
  }

  private skipSpaces(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++
  }
}
