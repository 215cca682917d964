/** Time-sequence graphs: Stevens (sequence numbers over time) and tcptrace (with all that acknowledges). */
import { Analysis, Flag } from '../../contracts/abi'
import { Points, type Series } from './series'
import { isTwice, type Track } from './track'

export const RETRANSMISSIONS = Analysis.RETRANSMISSION | Analysis.FAST_RETRANSMISSION | Analysis.SPURIOUS_RETRANSMISSION
const PROBES = Analysis.ZERO_WINDOW_PROBE | Analysis.KEEP_ALIVE

/** The series of one direction's data, each segment in one of them. */
class Sent {
  readonly data: Points
  readonly outOfOrder: Points
  readonly retransmission: Points
  readonly probe: Points
  readonly syn = new Points('syn', 'dots', 4)
  readonly fin = new Points('fin', 'dots', 4)
  readonly reset = new Points('reset', 'dots', 4)

  constructor(shape: 'dots' | 'bars', room: number) {
    this.data = new Points('data', shape, room)
    this.outOfOrder = new Points('outOfOrder', shape, 4)
    this.retransmission = new Points('retransmission', shape, 4)
    this.probe = new Points('probe', shape, 4)
  }

  take({ rows, time }: Track, i: number): void {
    const seq = rows.seq[i] as number
    const at = time[i] as number
    const length = rows.length[i] as number
    const flags = rows.flags[i] as number
    const analysis = rows.analysis[i] as number
    if (length > 0) this.of(analysis).add(at, i, seq, seq + length)
    else if ((analysis & PROBES) !== 0) this.probe.add(at, i, seq)
    if ((flags & Flag.SYN) !== 0) this.syn.add(at, i, seq)
    if ((flags & Flag.FIN) !== 0) this.fin.add(at, i, seq + length)
    if ((flags & Flag.RST) !== 0) this.reset.add(at, i, seq + length)
  }

  private of(analysis: number): Points {
    if ((analysis & RETRANSMISSIONS) !== 0) return this.retransmission
    if ((analysis & PROBES) !== 0) return this.probe
    return (analysis & Analysis.OUT_OF_ORDER) !== 0 ? this.outOfOrder : this.data
  }

  /** In the order in which they are drawn. */
  all(): Series[] {
    return [this.data, this.outOfOrder, this.probe, this.retransmission, this.syn, this.fin, this.reset]
  }
}

/** A dot for each segment with data, at its sequence number. */
export function stevens(track: Track): Series[] {
  const { rows, sender } = track
  const sent = new Sent('dots', rows.count)
  for (let i = 0; i < rows.count; i += 1) if (rows.from[i] === sender && !isTwice(track, i)) sent.take(track, i)
  return sent.all()
}

/** Bars from first to last byte of each segment, between what is acknowledged and what the receiver takes. */
export function tcptrace(track: Track): Series[] {
  const { rows, sender, time } = track
  const sent = new Sent('bars', rows.count)
  const ack = new Points('ack', 'steps', rows.count)
  const edge = new Points('receiveWindow', 'steps', rows.count)
  const zero = new Points('zeroWindow', 'dots', 4)
  let latest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < rows.count; i += 1) {
    if (isTwice(track, i)) continue
    if (rows.from[i] === sender) {
      sent.take(track, i)
      continue
    }
    const flags = rows.flags[i] as number
    // A reset acknowledges nothing that counts, and has no window.
    if ((flags & Flag.ACK) === 0 || (flags & Flag.RST) !== 0) continue
    const acked = rows.ack[i] as number
    // What comes late says less than was known before.
    if (acked < latest) continue
    latest = acked
    ack.add(time[i] as number, i, acked)
    const window = rows.window[i] as number
    edge.add(time[i] as number, i, acked + window)
    if (window === 0) zero.add(time[i] as number, i, acked)
  }
  return [edge, ack, ...sent.all(), zero]
}
