/** Breaks text into lines for a terminal. */

/**
 * @param text words separated by spaces
 * @param width columns that a line may take, its indent included; a longer word stands alone
 * @param first what the first line begins with
 * @param indent what the others begin with
 */
export function wrap(text: string, width: number, first = '', indent = ' '.repeat(first.length)): string[] {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  lines.push(line)
  return lines
}
