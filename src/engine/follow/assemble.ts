/**
 * Puts both streams of a flow together, by sequence numbers alone: no byte is read. Pure: columns in, columns out.
 * What counts and in which order it is told follows Wireshark's "Follow TCP stream", so that both show the same.
 */
import { Analysis, Flag, SEGMENT_MALFORMED } from '../../contracts/abi'
import {
  CLIENT,
  type FlowRows,
  hasAnalysis,
  hasFlag,
  otherSide,
  SERVER,
  type SideIndex,
  senderOf,
} from '../ladder/flowRows'
import { floats, type Numbers, octets, words } from './columns'
import { type Span, Waiting } from './waiting'

/** `position` of a gap. */
export const NO_POSITION = 0xffffffff

export enum PieceBit {
  SERVER = 1,
  GAP = 2,
  /** After a gap, at the end of the flow, and nothing acknowledged it. */
  UNACKNOWLEDGED = 4,
}

/** Pieces of both streams in the order of the conversation. */
export interface Pieces {
  readonly bits: Numbers<Uint8Array>
  /** Position of the segment in the flow's rows; NO_POSITION: a gap. */
  readonly position: Numbers<Uint32Array>
  /** Bytes of the segment's payload before the piece. */
  readonly skip: Numbers<Uint32Array>
  /** Bytes of its side's stream before the piece, gaps included. */
  readonly offset: Numbers<Float64Array>
  readonly length: Numbers<Float64Array>
}

/** Data that came again: its position, and its place in its side's stream. For each side. */
export interface Repeats {
  readonly position: Numbers<Uint32Array>
  /** Of the segment's first payload byte; below 0 where that lies before the stream's start. */
  readonly offset: Numbers<Float64Array>
}

export interface Assembled {
  readonly pieces: Pieces
  readonly repeats: readonly [Repeats, Repeats]
  /** Relative sequence number of each stream's first byte. */
  readonly start: readonly [number, number]
}

/** Older data than a stream's first segment belongs to it up to here; what is older yet has a wild number. */
const REACH_BACK = 1 << 20

/** Sequence number of a segment's first payload byte: a SYN has one of its own (RFC 9293 §3.4). */
const dataStart = (rows: FlowRows, position: number): number =>
  (rows.seq[position] ?? 0) + (hasFlag(rows, position, Flag.SYN) ? 1 : 0)

/**
 * A header that contradicts itself doesn't say where the data begins. That of a SYN is also marked so where an option is
 * broken, which receivers pass over: then it does.
 */
const holdsData = (rows: FlowRows, position: number): boolean =>
  (rows.length[position] ?? 0) > 0 && (!hasFlag(rows, position, SEGMENT_MALFORMED) || hasFlag(rows, position, Flag.SYN))

export function assemble(rows: FlowRows): Assembled {
  const streams = new Streams(rows, startsOf(rows))
  for (let position = 0; position < rows.count; position++) {
    const side = senderOf(rows, position)
    if (hasFlag(rows, position, Flag.SYN)) streams.restart(side, dataStart(rows, position))
    if (hasFlag(rows, position, Flag.ACK)) streams.acknowledge(otherSide(side), rows.ack[position] ?? 0)
    if (hasFlag(rows, position, Flag.FIN))
      streams.finish(side, dataStart(rows, position) + (rows.length[position] ?? 0))
    if (holdsData(rows, position)) streams.data(side, position)
  }
  return streams.end()
}

/** Where each stream begins: after its SYN; without one, at the oldest data that isn't far from its first segment. */
function startsOf(rows: FlowRows): [number, number] {
  const starts: [number, number] = [Number.NaN, Number.NaN]
  const hasSyn = [false, false]
  for (let position = 0; position < rows.count; position++) {
    const side = senderOf(rows, position)
    if (hasSyn[side]) continue
    const from = dataStart(rows, position)
    if (hasFlag(rows, position, Flag.SYN)) {
      hasSyn[side] = true
      starts[side] = from
      continue
    }
    // A keep-alive says a byte again that was sent before.
    const isData = holdsData(rows, position) && !hasAnalysis(rows, position, Analysis.KEEP_ALIVE)
    const isOlder = isData && from < starts[side] && from > starts[side] - REACH_BACK
    if (Number.isNaN(starts[side]) || isOlder) starts[side] = from
  }
  return starts
}

class Streams {
  private readonly next: [number, number]
  /** The stream's start is settled: something was said, or the peer has acknowledged it. */
  private readonly isSettled: [boolean, boolean] = [false, false]
  /** Sequence number of the FIN. */
  private readonly fin: [number, number] = [Number.NaN, Number.NaN]
  private readonly waiting = [new Waiting(), new Waiting()] as const
  private readonly repeats = [newRepeats(), newRepeats()] as const
  private readonly pieces: Pieces = {
    bits: octets(),
    position: words(),
    skip: words(),
    offset: floats(),
    length: floats(),
  }

  constructor(
    private readonly rows: FlowRows,
    private readonly start: [number, number],
  ) {
    this.next = [...start]
  }

  /** A SYN with another number than the one before it begins the stream anew, as long as nothing was said. */
  restart(side: SideIndex, start: number): void {
    if (this.isSettled[side]) return
    this.start[side] = start
    this.next[side] = start
  }

  /** The peer has everything up to `ack`: what is missing before data that waits was not captured. */
  acknowledge(side: SideIndex, ack: number): void {
    if (ack === this.next[side]) this.isSettled[side] = true
    for (let first = this.first(side); first !== null; first = this.first(side)) {
      if (first.from > this.next[side] && ack <= first.from) return
      this.take(side, first, 0)
    }
  }

  finish(side: SideIndex, fin: number): void {
    this.fin[side] = fin
  }

  data(side: SideIndex, position: number): void {
    this.isSettled[side] = true
    const from = dataStart(this.rows, position)
    const end = from + (this.rows.length[position] ?? 0)
    const next = this.next[side]
    const isOld = from < next
    // In order, with nothing waiting: nearly every segment.
    if (!isOld && from === next && this.waiting[side].isEmpty) {
      this.deliver(side, { from, end, position }, 0)
      return
    }
    if (isOld) this.repeat(side, position)
    if (end > next) this.waiting[side].add({ from: Math.max(from, next), end, position })
    for (let first = this.first(side); first !== null; first = this.first(side)) {
      if (first.from > this.next[side]) return
      this.take(side, first, 0)
    }
  }

  /** What still waits was never acknowledged; it is told in the order in which it came. */
  end(): Assembled {
    const isLost: [boolean, boolean] = [false, false]
    for (;;) {
      const [client, server] = [this.first(CLIENT), this.first(SERVER)]
      if (client === null && server === null) break
      const isClient = server === null || (client !== null && client.position < server.position)
      const side: SideIndex = isClient ? CLIENT : SERVER
      const first = (isClient ? client : server) as Span
      if (first.from > this.next[side]) isLost[side] = true
      this.take(side, first, isLost[side] ? PieceBit.UNACKNOWLEDGED : 0)
    }
    return { pieces: this.pieces, repeats: this.repeats, start: this.start }
  }

  private first(side: SideIndex): Span | null {
    return this.waiting[side].first(this.next[side], ({ position }) => this.repeat(side, position))
  }

  /** Some of a segment's bytes were told by another one. */
  private repeat(side: SideIndex, position: number): void {
    this.repeats[side].position.push(position)
    this.repeats[side].offset.push(dataStart(this.rows, position) - this.start[side])
  }

  private take(side: SideIndex, span: Span, bits: number): void {
    this.waiting[side].take()
    if (span.from < this.next[side]) this.repeat(side, span.position)
    const missing = span.from - this.next[side]
    // A FIN's own sequence number is no byte.
    const isFin = missing === 1 && this.next[side] === this.fin[side]
    if (missing > 0 && !isFin) this.push(side, bits | PieceBit.GAP, NO_POSITION, 0, this.next[side], missing)
    this.deliver(side, span, bits)
  }

  private deliver(side: SideIndex, { from: start, end, position }: Span, bits: number): void {
    const from = Math.max(start, this.next[side])
    this.push(side, bits, position, from - dataStart(this.rows, position), from, end - from)
    this.next[side] = end
  }

  private push(side: SideIndex, bits: number, position: number, skip: number, seq: number, length: number): void {
    const { pieces } = this
    pieces.bits.push(bits | (side === SERVER ? PieceBit.SERVER : 0))
    pieces.position.push(position)
    pieces.skip.push(skip)
    pieces.offset.push(seq - this.start[side])
    pieces.length.push(length)
  }
}

const newRepeats = (): Repeats => ({ position: words(), offset: floats() })
