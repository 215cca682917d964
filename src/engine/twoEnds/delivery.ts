/** Which sendings of one direction became which arrivals. Numbers are indexes into the lists of both ends. */
import type { WireSegment } from './wireSegment'

/** Part of a sending that an arrival brought: by positions in the sender's sequence space. */
export interface Portion {
  readonly sent: number
  readonly got: number
  readonly from: number
  readonly to: number
}

export class Delivery {
  /** Arrivals by sending, sendings by arrival: several where segmentation offload cut or joined segments. */
  readonly gotOf: readonly number[][]
  readonly sentOf: readonly number[][]
  /** By arrival: the sending that it is another copy of; null: none. */
  readonly duplicateOf: (number | null)[]
  /** What arrived of sendings that were cut or joined on the way. */
  private readonly portions = new Map<number, Portion[]>()

  constructor(
    readonly sent: readonly WireSegment[],
    readonly got: readonly WireSegment[],
  ) {
    this.gotOf = sent.map(() => [])
    this.sentOf = got.map(() => [])
    this.duplicateOf = got.map(() => null)
  }

  match(sent: number, got: number): void {
    this.gotOf[sent]?.push(got)
    this.sentOf[got]?.push(sent)
  }

  matchPortion(portion: Portion): void {
    this.match(portion.sent, portion.got)
    this.portions.set(portion.sent, [...this.portionsOf(portion.sent), portion])
  }

  portionsOf(sent: number): readonly Portion[] {
    return this.portions.get(sent) ?? []
  }

  isPortion(sent: number): boolean {
    return this.portions.has(sent)
  }

  isSentOpen(sent: number): boolean {
    return this.gotOf[sent]?.length === 0
  }

  isGotOpen(got: number): boolean {
    return this.sentOf[got]?.length === 0 && this.duplicateOf[got] === null
  }

  openSent(): number[] {
    return this.sent.flatMap((_, index) => (this.isSentOpen(index) ? [index] : []))
  }

  openGot(): number[] {
    return this.got.flatMap((_, index) => (this.isGotOpen(index) ? [index] : []))
  }
}
