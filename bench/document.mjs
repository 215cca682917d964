// docs/benchmarks.md has four parts, each written by a run of its own, which leaves the others' as they stand.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const PARTS = ['saved', 'filters', 'live', 'window']
const mark = (part) => `<!-- ${part} -->`

/** Writes one part of the document at `path` anew; a document without marks is all of the first part. */
export function writePart(path, part, text) {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const texts = PARTS.map((one) => (one === part ? text : textOf(before, one)))
  const marked = PARTS.flatMap((one, at) => (texts[at] === '' ? [] : [`${mark(one)}\n${texts[at].trim()}\n`]))
  writeFileSync(path, marked.join('\n'))
}

function textOf(document, part) {
  const from = document.indexOf(mark(part))
  const hasMarks = PARTS.some((one) => document.includes(mark(one)))
  if (from < 0) return part === PARTS[0] && !hasMarks ? document.trim() : ''
  const ends = PARTS.map((one) => document.indexOf(mark(one))).filter((at) => at > from)
  return document.slice(from + mark(part).length, Math.min(document.length, ...ends)).trim()
}
