/** A segment's sum: what its sequence number and what it carries come to. */
import type { SequenceNumber, SumTerm } from '../../../contracts/explain'
import { formatCount } from '../../ui/format'

/** A sequence number as people read it: counted from the first, with separators, or as on the wire. */
export const sequenceText = (number: SequenceNumber, isRaw: boolean): string =>
  isRaw ? String(number.raw) : formatCount(number.relative)

/** A part of a sum, and what it is: `100` bytes, `1` for SYN. */
export interface SumPart {
  readonly kind: 'seq' | 'bytes' | 'syn' | 'fin'
  readonly value: string
}

/** The parts of `seq + length + SYN + FIN` that count. */
export function sumParts(term: SumTerm, isRaw: boolean): readonly SumPart[] {
  const parts: SumPart[] = [{ kind: 'seq', value: sequenceText(term.seq, isRaw) }]
  if (term.syn === 1) parts.push({ kind: 'syn', value: '1' })
  if (term.length > 0) parts.push({ kind: 'bytes', value: formatCount(term.length) })
  if (term.fin === 1) parts.push({ kind: 'fin', value: '1' })
  return parts
}

const WRAP = 2 ** 32

/** What the sum comes to. Raw numbers go round at 2^32 (RFC 9293 §3.4). */
export function sumOf({ seq, length, syn, fin }: SumTerm): SequenceNumber {
  const more = length + syn + fin
  return { relative: seq.relative + more, raw: (seq.raw + more) % WRAP }
}

/** A window, to the byte: `64,240 B`. */
export const windowText = (bytes: number): string => `${formatCount(bytes)} B`
