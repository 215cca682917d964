/** Finds segments again that the path altered: what arrived unlike anything sent, beside what was sent and is missing. */
import { Flag } from '../../contracts/abi'
import type { Delivery } from './delivery'
import { isPossible, type Timing } from './timing'
import { hasFlag, type WireSegment } from './wireSegment'

type Field = (segment: WireSegment) => number | string | null

const FIELDS: readonly Field[] = [
  ({ seq }) => seq,
  ({ ack }) => ack,
  ({ length }) => length,
  ({ flags }) => flags,
  ({ window }) => window,
  ({ options }) => options.tsval,
  ({ options }) => options.tsecr,
  ({ ipId }) => (ipId === 0 ? null : ipId),
  ({ payloadHash, length }) => (length === 0 ? null : payloadHash),
]
/** Of the fields above that both have, so many must be equal. */
const LIKE_SHARE = 0.7
/** Above this many left over on both sides they are not compared one by one. */
const MOST_COMPARED = 4_000_000

export function rescueAltered(delivery: Delivery, timing: Timing): void {
  const missing = delivery.openSent()
  const strange = delivery.openGot()
  if (missing.length * strange.length > MOST_COMPARED) return
  for (const got of strange) {
    const arrival = delivery.got[got] as WireSegment
    let best: number | null = null
    let most = 0
    for (const sent of missing) {
      const sending = delivery.sent[sent] as WireSegment
      if (!delivery.isSentOpen(sent) || !isPossible(timing, sending.time, arrival.time)) continue
      const share = likeness(sending, arrival)
      if (share > most) [best, most] = [sent, share]
    }
    if (best !== null) delivery.match(best, got)
  }
}

/** Share of equal fields; 0 where they can't be one segment. */
function likeness(sent: WireSegment, got: WireSegment): number {
  // A reset is not made of another segment: it is forged, or it was sent as one.
  if (hasFlag(sent, Flag.RST) !== hasFlag(got, Flag.RST)) return 0
  if (sent.seq !== got.seq && (sent.ipId === null || sent.ipId === 0 || sent.ipId !== got.ipId)) return 0
  // The same bytes sent again, of which this is the other transmission.
  if (sent.ipId !== got.ipId && sent.options.tsval !== null && sent.options.tsval !== got.options.tsval) return 0
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
