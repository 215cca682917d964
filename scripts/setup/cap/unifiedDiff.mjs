// Applies a unified diff of one file to exactly the text that it was made from.

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/

/** Lines of the hunks, each with the number of the line before which it stands. */
function hunksOf(diff) {
  const hunks = []
  for (const line of diff.split('\n').slice(2)) {
    const head = HUNK.exec(line)
    if (head !== null) hunks.push({ from: Number(head[1]) - (head[2] === '0' ? 0 : 1), lines: [] })
    else if (/^[-+ ]/.test(line)) hunks.at(-1)?.lines.push(line)
  }
  return hunks
}

/** Returns the new text. Throws where a line to be kept or taken out is not there. */
export function applyDiff(text, diff) {
  const old = text.split('\n')
  const made = []
  let at = 0
  for (const { from, lines } of hunksOf(diff)) {
    made.push(...old.slice(at, from))
    at = from
    for (const line of lines) {
      const words = line.slice(1)
      if (line[0] !== '+' && old[at] !== words) throw new Error(`line ${at + 1} is not what the patch was made for`)
      if (line[0] !== '-') made.push(words)
      if (line[0] !== '+') at++
    }
  }
  return [...made, ...old.slice(at)].join('\n')
}
