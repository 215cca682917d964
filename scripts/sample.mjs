// Which of the captures that others made a comparison holds. Comparisons that take minutes hold a part of them in each test
// run, always the same one; run by themselves, they hold all.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One of so many captures is in the part. */
export const PART = 4
/** Packets or streams of a capture that is worth its time in every run. */
const SIZE_AT_MOST = 20_000

/** The part of `rows` that every test run holds. @param sizeOf packets or streams of a row's capture. */
export const sampleOf = (rows, sizeOf, part = PART) =>
  rows.filter((row, index) => index % part === 0 && sizeOf(row) <= SIZE_AT_MOST)

/**
 * Captures of `folder` that hold TCP and that tshark reads, or the part of them that every test run holds.
 *
 * @param reads what the catalogue may say of tshark's reading.
 * @param part one of so many; null: all.
 */
export function capturesOf(folder, reads = ['ok'], part = null) {
  const [head, ...lines] = readFileSync(join(folder, 'captures', 'catalogue.tsv'), 'utf8')
    .trim()
    .split('\n')
  const columns = head.split('\t')
  const rows = lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [columns[at], cell])))
  const usable = rows.filter(({ tshark, tcp_packets: packets }) => reads.includes(tshark) && Number(packets) > 0)
  const held = part === null ? usable : sampleOf(usable, ({ tcp_packets: packets }) => Number(packets), part)
  return held.map(({ file }) => file)
}
