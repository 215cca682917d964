/** Compares a segment before and after the path: time to live and checksums change by right and are left out. */

import { flagNames } from '../../contracts/names'
import type { FieldChange } from '../../contracts/twoEnds'
import { hexNumber } from '../segment/frameBytes'
import type { Discriminator } from './identity'
import type { WireSegment } from './wireSegment'

interface ComparedField {
  readonly field: string
  /** Discriminator that says whether the path keeps this field at all; '': none. */
  readonly discriminator: string
  /** null: not captured, so it can't be compared. */
  readonly read: (segment: WireSegment) => string | null
}

const orNone = (value: number | null): string => (value === null ? 'none' : String(value))
const hasHeader = ({ ttl }: WireSegment): boolean => ttl !== null
/** Options are known where the headers were found. */
const option =
  (read: (segment: WireSegment) => string): ComparedField['read'] =>
  (segment) =>
    hasHeader(segment) ? read(segment) : null

const FIELDS: readonly ComparedField[] = [
  { field: 'sequence number', discriminator: '', read: ({ seq }) => String(seq) },
  { field: 'acknowledgment number', discriminator: '', read: ({ ack }) => String(ack) },
  { field: 'payload length', discriminator: '', read: ({ length }) => String(length) },
  { field: 'flags', discriminator: '', read: ({ flags }) => flagNames(flags).join(',') || 'none' },
  { field: 'window', discriminator: 'window', read: ({ window }) => String(window) },
  { field: 'MSS', discriminator: '', read: option(({ options }) => orNone(options.mss)) },
  { field: 'window scale', discriminator: '', read: option(({ options }) => orNone(options.windowShift)) },
  {
    field: 'SACK permitted',
    discriminator: '',
    read: option(({ options }) => (options.sackPermitted ? 'offered' : 'none')),
  },
  { field: 'SACK blocks', discriminator: 'SACK', read: option(({ options }) => options.sack.join(' ') || 'none') },
  {
    field: 'timestamp value',
    discriminator: 'timestamp value',
    read: option(({ options }) => orNone(options.tsval)),
  },
  {
    field: 'timestamp echo',
    discriminator: 'timestamp echo',
    read: option(({ options }) => orNone(options.tsecr)),
  },
  {
    field: 'other options',
    discriminator: '',
    read: option(({ options }) => options.others.map(({ kind, body }) => `${kind}:${body}`).join(' ') || 'none'),
  },
  {
    field: 'IP identification',
    discriminator: 'IP identification',
    read: ({ ipId }) => (ipId === null ? null : hexNumber(ipId, 4)),
  },
  { field: 'DSCP', discriminator: '', read: ({ trafficClass }) => octetPart(trafficClass, (octet) => octet >> 2) },
  { field: 'ECN', discriminator: '', read: ({ trafficClass }) => octetPart(trafficClass, (octet) => octet & 3) },
  {
    field: 'payload',
    discriminator: 'payload',
    read: ({ payloadHash }) => (payloadHash === null ? null : `checksum ${hexNumber(payloadHash, 8)}`),
  },
]

const octetPart = (octet: number | null, part: (octet: number) => number): string | null =>
  octet === null ? null : String(part(octet))

/** What the path did to one segment: `own` to this one, `everywhere` to nearly all of its direction. */
export interface Changes {
  readonly own: readonly FieldChange[]
  readonly everywhere: readonly FieldChange[]
}

export function changesOf(sent: WireSegment, got: WireSegment, kept: readonly Discriminator[]): Changes {
  const own: FieldChange[] = []
  const everywhere: FieldChange[] = []
  const isSameLength = sent.length === got.length
  for (const { field, discriminator, read } of FIELDS) {
    if (field === 'payload' && !isSameLength) continue
    const before = read(sent)
    const after = read(got)
    if (before === null || after === null || before === after) continue
    const isKept = discriminator === '' || kept.some(({ name }) => name === discriminator)
    const list = isKept ? own : everywhere
    list.push({ field, before, after })
  }
  return { own, everywhere }
}
