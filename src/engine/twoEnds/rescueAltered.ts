/** Finds segments again that the path altered: what arrived unlike anything sent, beside what was sent and is missing. */
import { Flag } from '../../contracts/abi'
import type { Delivery } from './delivery'
import type { Discriminator } from './identity'
import { isPossible, type Timing } from './timing'
import { hasFlag, type WireSegment } from './wireSegment'
import { inSlices, type Work } from './work'

type Field = (segment: WireSegment) => number | string | null

const numbered = ({ ipId }: WireSegment): number | null => (ipId === 0 ? null : ipId)

const FIELDS: readonly Field[] = [
  ({ seq }) => seq,
  ({ ack }) => ack,
  ({ flags }) => flags,
  ({ window }) => window,
  ({ options }) => options.tsval,
  ({ options }) => options.tsecr,
  numbered,
  ({ payloadHash, length }) => (length === 0 ? null : payloadHash),
]
/** Of the fields above that one of both has, so many must be equal. */
const LIKE_SHARE = 0.7

/** They mark a transmission: no path changes them in single segments, though it may take them away. */
const MARKS: readonly string[] = ['timestamp value', 'IP identification']

const isOther = (before: number | string | null, after: number | string | null): boolean =>
  before !== null && after !== null && before !== after

export function* rescueAltered(delivery: Delivery, kept: readonly Discriminator[], timing: Timing): Work<void> {
  const marks = kept.filter(({ name }) => MARKS.includes(name))
  const missing = new Map<string, number[]>()
  for (const index of delivery.openSent()) {
    for (const name of namesOf(delivery.sent[index] as WireSegment)) {
      missing.set(name, [...(missing.get(name) ?? []), index])
    }
  }
  yield* inSlices(delivery.openGot(), (got) => {
    const arrival = delivery.got[got] as WireSegment
    let best: number | null = null
    let most = 0
    for (const sent of namesOf(arrival).flatMap((name) => missing.get(name) ?? [])) {
      const sending = delivery.sent[sent] as WireSegment
      if (!delivery.isSentOpen(sent) || !isPossible(timing, sending.time, arrival.time)) continue
      const share = likeness(sending, arrival, marks)
      if (share > most) [best, most] = [sent, share]
    }
    if (best !== null) delivery.match(best, got)
  })
}

/** What an altered segment is looked up by: one of these it must have kept. */
function namesOf(segment: WireSegment): string[] {
  const number = numbered(segment)
  const bySeq = `seq ${segment.seq} ${segment.length}`
  return number === null ? [bySeq] : [bySeq, `id ${number} ${segment.length}`]
}

/** Share of equal fields; 0 where they can't be one segment. */
function likeness(sent: WireSegment, got: WireSegment, marks: readonly Discriminator[]): number {
  // A reset is not made of another segment: it is forged, or it was sent as one.
  if (hasFlag(sent, Flag.RST) !== hasFlag(got, Flag.RST)) return 0
  // The same bytes sent again, of which this is the other transmission.
  if (marks.some(({ read }) => isOther(read(sent), read(got)))) return 0
  let comparable = 0
  let equal = 0
  for (const read of FIELDS) {
    const before = read(sent)
    const after = read(got)
    if (before === null && after === null) continue
    comparable += 1
    if (before === after) equal += 1
  }
  return equal >= comparable * LIKE_SHARE ? equal / comparable : 0
}
