/** Rows of cells as lines, each column as wide as its widest cell. */
export function* aligned(rows: readonly (readonly string[])[], isRight: readonly boolean[] = []): Generator<string> {
  const widths: number[] = []
  for (const cells of rows)
    cells.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  for (const cells of rows) {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0
      return isRight[column] ? cell.padStart(width) : cell.padEnd(width)
    })
    yield `${padded.join('  ').trimEnd()}\n`
  }
}
