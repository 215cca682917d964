/** What phases and turns say of themselves. */

import type { RowTally } from '../../contracts/ladder'
import { said } from '../said/said'
import { byteWords, durationWords, pluralWords } from '../words'
import { DUPLICATES, KEEP_ALIVES, PROBES } from './classify'
import { totalBytes, totalSegments } from './tally'

const RUNS = new Map([
  [DUPLICATES, () => said`duplicate ACKs`],
  [KEEP_ALIVES, () => said`keep-alives and answers`],
  [PROBES, () => said`probes and answers, window 0`],
])

/** `49.8 kB in 229 ms, 36 segments, 2 retransmissions`; `kind`: the class of all its segments, or EVENT. */
export function turnLabel(tally: RowTally, durationNs: number, kind: number): string {
  const bytes = totalBytes(tally)
  const time = durationWords(durationNs)
  const run = RUNS.get(kind)
  if (run !== undefined) return said`${totalSegments(tally)} ${run()} in ${time}`
  const count = pluralWords(totalSegments(tally), 'segment')
  const size = bytes > 0 ? said`${byteWords(bytes)} in ${time}, ${count}` : said`${count} in ${time}`
  return `${size}${troubleWords(tally)}`
}

/** `Data: 1,204 segments, 840 ms, → 412 B, ← 1.70 MB`: the arrows point as the ladder's do. */
export function phaseLabel(title: string, tally: RowTally, durationNs: number): string {
  const count = totalSegments(tally)
  const parts = [pluralWords(count, 'segment')]
  const time = durationWords(durationNs)
  if (count > 1 && !title.endsWith(time)) parts.push(said`, ${time}`)
  if (tally.bytes.client > 0) parts.push(said`, ${`→ ${byteWords(tally.bytes.client)}`}`)
  if (tally.bytes.server > 0) parts.push(said`, ${`← ${byteWords(tally.bytes.server)}`}`)
  return said`${title}: ${parts.join('')}${troubleWords(tally)}`
}

function troubleWords({ retransmissions, zeroWindows, resets }: RowTally): string {
  const parts = [
    retransmissions > 0 ? said`, ${pluralWords(retransmissions, 'retransmission')}` : '',
    zeroWindows > 0 ? said`, window shut` : '',
    resets > 0 ? said`, ${pluralWords(resets, 'reset')}` : '',
  ]
  return parts.join('')
}
