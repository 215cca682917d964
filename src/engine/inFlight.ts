/**
 * Bytes in flight and bytes since the last PSH, as Wireshark's tcp.analysis.bytes_in_flight and .push_bytes_sent count
 * them: from the lowest to the highest number that is sent and not acknowledged. Fed with all segments of a flow, or of
 * a whole capture, in order.
 */
import { Analysis, Flag } from '../contracts/abi'

/** Numbers are relative, past 2^32 where the flow goes there. */
export interface SentSegment {
  readonly flow: number
  /** 0 or 1, the same number for the same endpoint all along. */
  readonly sender: number
  readonly seq: number
  readonly ack: number
  readonly length: number
  readonly flags: number
  readonly analysis: number
  /** Bytes that its SACK option names. */
  readonly sacked: number
}

const FIRST_ENDPOINTS = 1024
/** Something is unacknowledged; a gap lets nobody say how much; the last data had PSH. */
const WAITS = 1
const UNSURE = 2
const PUSHED = 4

/** Beyond this the numbers contradict themselves. */
const MOST = 2_000_000_000

interface Gap {
  readonly start: number
  readonly end: number
}

export class InFlight {
  private low = new Float64Array(FIRST_ENDPOINTS)
  private high = new Float64Array(FIRST_ENDPOINTS)
  private top = new Float64Array(FIRST_ENDPOINTS)
  private sacked = new Uint32Array(FIRST_ENDPOINTS)
  private sincePush = new Float64Array(FIRST_ENDPOINTS)
  private bits = new Uint8Array(FIRST_ENDPOINTS)
  /** Of the few endpoints that have some. */
  private readonly gaps = new Map<number, Gap[]>()
  /** Bytes from the data after the last PSH up to the end of the segment taken last; valid where `take` answers a number. */
  pushedBytes = 0

  /** Bytes in flight once this segment is sent; null: it has no data, or a gap or a SACK of old data hides them. */
  take({ flow, sender, seq, ack, length, flags, analysis, sacked }: SentSegment): number | null {
    const own = 2 * flow + sender
    const peer = 2 * flow + (1 - sender)
    if (own >= this.bits.length || peer >= this.bits.length) this.grow(Math.max(own, peer) + 1)
    const { bits } = this
    const hasAck = (flags & Flag.ACK) !== 0
    if (hasAck) bits[peer] = (bits[peer] as number) & ~UNSURE
    if ((analysis & Analysis.LOST_SEGMENT) !== 0) this.miss(own, seq)
    // A SYN or FIN waits for its ACK, and is no byte in flight.
    if (length > 0 || (flags & (Flag.SYN | Flag.FIN)) !== 0) this.send(own, seq, seq + length)
    if (hasAck) this.acknowledge(peer, ack)
    this.sacked[peer] = sacked
    const state = bits[own] as number
    if (length === 0 || (state & (WAITS | UNSURE)) !== WAITS) return null
    this.push(own, length, (flags & Flag.PSH) !== 0)
    const bytes = (this.high[own] as number) - (this.low[own] as number) - (this.sacked[own] as number)
    return bytes > 0 && bytes < MOST ? bytes : null
  }

  private send(own: number, seq: number, end: number): void {
    const isFirst = ((this.bits[own] as number) & WAITS) === 0
    if (isFirst || seq < (this.low[own] as number)) this.low[own] = seq
    if (isFirst || end > (this.high[own] as number)) this.high[own] = end
    if (end > (this.top[own] as number)) this.top[own] = end
    this.bits[own] = (this.bits[own] as number) | WAITS
  }

  private acknowledge(own: number, ack: number): void {
    const state = this.bits[own] as number
    if ((state & WAITS) === 0) return
    if (ack >= (this.high[own] as number)) {
      this.bits[own] = state & ~WAITS
      this.gaps.delete(own)
    } else if (ack > (this.low[own] as number)) this.low[own] = this.afterGap(own, ack)
  }

  /** What lies in a gap was not seen, and so doesn't count: the first number seen from `ack` on. */
  private afterGap(own: number, ack: number): number {
    return this.gaps.get(own)?.find(({ start, end }) => start <= ack && ack < end)?.end ?? ack
  }

  private miss(own: number, seq: number): void {
    this.bits[own] = (this.bits[own] as number) | UNSURE
    const gaps = this.gaps.get(own) ?? []
    gaps.push({ start: this.top[own] as number, end: seq })
    this.gaps.set(own, gaps)
  }

  private push(own: number, length: number, isPush: boolean): void {
    const before = ((this.bits[own] as number) & PUSHED) === 0 ? (this.sincePush[own] as number) : 0
    this.sincePush[own] = before + length
    this.bits[own] = isPush ? (this.bits[own] as number) | PUSHED : (this.bits[own] as number) & ~PUSHED
    this.pushedBytes = before + length
  }

  private grow(endpoints: number): void {
    const size = Math.max(endpoints, 2 * this.bits.length)
    const larger = (values: Float64Array): Float64Array<ArrayBuffer> => {
      const fresh = new Float64Array(size)
      fresh.set(values)
      return fresh
    }
    this.low = larger(this.low)
    this.high = larger(this.high)
    this.top = larger(this.top)
    this.sincePush = larger(this.sincePush)
    const sacked = new Uint32Array(size)
    sacked.set(this.sacked)
    this.sacked = sacked
    const bits = new Uint8Array(size)
    bits.set(this.bits)
    this.bits = bits
  }
}
