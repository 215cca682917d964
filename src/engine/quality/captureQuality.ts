/** What is wrong with the capture as a whole, by its counters. */

import {
  COUNTER_BAD_CHECKSUMS,
  COUNTER_CLOCK_BACKWARDS,
  COUNTER_CUT_FRAMES,
  COUNTER_DROPS,
  COUNTER_DUPLICATES,
  COUNTER_OFFLOADED_CHECKSUMS,
  COUNTER_SUPER_SEGMENTS,
} from '../../contracts/abi'
import type { QualityIssue } from '../../contracts/summary'
import type { Core } from '../core'
import { said } from '../said/said'
import { pluralWords } from '../words'
import { RESTS_ON_COUNTS, RESTS_ON_SILENCE, RESTS_ON_TIME } from './issue'

/** A counter of the core, and what it means where it isn't 0. */
interface Check extends Pick<QualityIssue, 'id' | 'weakens' | 'lowersTo'> {
  readonly counter: number
  readonly sentence: (count: number) => string
}

const CHECKS: readonly Check[] = [
  {
    id: 'drops',
    counter: COUNTER_DROPS,
    weakens: RESTS_ON_SILENCE,
    lowersTo: 'possible',
    sentence: (count) =>
      said`The capture says that it dropped ${pluralWords(count, 'packet')}: what was not seen may have been sent all the same.`,
  },
  {
    id: 'clock-backwards',
    counter: COUNTER_CLOCK_BACKWARDS,
    weakens: RESTS_ON_TIME,
    lowersTo: 'likely',
    sentence: (count) =>
      said`The clock of the capture goes backwards at ${pluralWords(count, 'frame')}: times and the order of frames are not exact.`,
  },
  {
    id: 'duplicates',
    counter: COUNTER_DUPLICATES,
    weakens: RESTS_ON_COUNTS,
    lowersTo: 'likely',
    sentence: (count) =>
      said`${pluralWords(count, 'frame')} were captured twice: counts of retransmissions and duplicate ACKs are too high.`,
  },
  {
    id: 'super-segments',
    counter: COUNTER_SUPER_SEGMENTS,
    weakens: ['mtu-black-hole'],
    lowersTo: 'likely',
    sentence: (count) =>
      said`${pluralWords(count, 'segment')} are larger than the MSS: a network card cuts or joins them outside the capture, so sizes are not those of the wire.`,
  },
  {
    id: 'offloaded-checksums',
    counter: COUNTER_OFFLOADED_CHECKSUMS,
    weakens: [],
    lowersTo: 'proved',
    sentence: (count) =>
      said`${pluralWords(count, 'checksum')} are left to the network card: captured on the host that sent them, before the card.`,
  },
  {
    id: 'bad-checksums',
    counter: COUNTER_BAD_CHECKSUMS,
    weakens: ['data-unacknowledged', 'mtu-black-hole'],
    lowersTo: 'likely',
    sentence: (count) =>
      said`${pluralWords(count, 'segment')} have a wrong checksum: their receiver drops them, as if they were lost.`,
  },
  {
    id: 'cut-frames',
    counter: COUNTER_CUT_FRAMES,
    weakens: [],
    lowersTo: 'proved',
    sentence: (count) =>
      said`${pluralWords(count, 'frame')} are cut short by the snap length: their payload can't be read; lengths come from the IP header.`,
  },
]

/** Issues of the capture, the worst first. */
export function captureQuality(core: Core): QualityIssue[] {
  const issues: QualityIssue[] = []
  const error = core.error()
  if (error !== null) {
    issues.push({
      id: 'truncated',
      count: 1,
      weakens: [],
      lowersTo: 'proved',
      sentence: said`The file could be read up to byte ${error.offset} only: what came later is not judged.`,
    })
  }
  for (const { counter, sentence, ...check } of CHECKS) {
    const count = core.counter(counter)
    if (count > 0) issues.push({ ...check, count, sentence: sentence(count) })
  }
  return issues
}
