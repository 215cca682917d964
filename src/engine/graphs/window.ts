/** The window that the receiver advertises, and the bytes in flight towards it. */
import { Analysis, Flag } from '../../contracts/abi'
import { Points, type Series } from './series'
import { isTwice, type Track } from './track'

/**
 * In flight: from the highest number acknowledged to the highest sent, SYN and FIN aside. Both are known once a segment
 * of each side was seen.
 */
export function windowGraph(track: Track): Series[] {
  const { rows, sender, time } = track
  const advertised = new Points('advertised', 'steps', rows.count)
  const inFlight = new Points('inFlight', 'steps', rows.count)
  const zero = new Points('zeroWindow', 'dots', 4)
  const full = new Points('windowFull', 'dots', 4)
  let sent = Number.NEGATIVE_INFINITY
  let acked = Number.POSITIVE_INFINITY
  for (let i = 0; i < rows.count; i += 1) {
    if (isTwice(track, i)) continue
    const at = time[i] as number
    const flags = rows.flags[i] as number
    if (rows.from[i] === sender) {
      const isSyn = (flags & Flag.SYN) !== 0
      const end = (rows.seq[i] as number) + (rows.length[i] as number) + (isSyn ? 1 : 0)
      if (end > sent) sent = end
      // Before its first ACK, what it sent first is what waits.
      if (acked === Number.POSITIVE_INFINITY && (isSyn || rows.length[i] !== 0))
        acked = (rows.seq[i] as number) + (isSyn ? 1 : 0)
      if (rows.length[i] !== 0 && acked <= sent) inFlight.add(at, i, sent - acked)
      if (((rows.analysis[i] as number) & Analysis.WINDOW_FULL) !== 0) full.add(at, i, Math.max(0, sent - acked))
      continue
    }
    if ((flags & Flag.RST) !== 0) continue
    const window = rows.window[i] as number
    advertised.add(at, i, window)
    if (window === 0) zero.add(at, i, 0)
    if ((flags & Flag.ACK) === 0) continue
    const ack = rows.ack[i] as number
    if (acked !== Number.POSITIVE_INFINITY && ack <= acked) continue
    acked = ack
    // It acknowledges what the capture lacks, or a FIN: nothing waits any more.
    if (ack > sent) sent = ack
    inFlight.add(at, i, sent - acked)
  }
  return [advertised, inFlight, full, zero]
}
