/** One JSON object a line, whoever sends them. */

/** A start command with sixteen interfaces, a filter of 8 KiB and a path of 4 KiB is well within it. */
export const LONGEST_LINE = 256 * 1024

/** Cuts text that arrives in pieces into lines; a line that grows past the bound is dropped whole, and told. */
export class LineCutter {
  private rest = ''
  private isSkipping = false

  constructor(
    private readonly onLine: (line: string) => void,
    private readonly onTooLong: () => void,
  ) {}

  push(piece: string): void {
    const lines = (this.rest + piece).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.line(line)
    if (this.rest.length > LONGEST_LINE) {
      this.rest = ''
      if (!this.isSkipping) this.onTooLong()
      this.isSkipping = true
    }
  }

  private line(line: string): void {
    if (this.isSkipping) {
      this.isSkipping = false
      return
    }
    if (line.length > LONGEST_LINE) this.onTooLong()
    else if (line.trim() !== '') this.onLine(line)
  }
}
