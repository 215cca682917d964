/** A chunk's bytes cut where something about them changes, and what of them can be shown. */
import type { FollowData, FollowHit, FollowPart } from '../../contracts/follow'
import type { SegmentIndex } from '../../contracts/units'

export interface ByteSpan {
  readonly from: number
  readonly to: number
  /** The segment that brought the bytes. */
  readonly part: FollowPart | null
  readonly isMissing: boolean
  readonly isConflict: boolean
  readonly isHit: boolean
  readonly isCurrentHit: boolean
  readonly isSelected: boolean
}

export interface Marks {
  readonly hits: readonly FollowHit[]
  readonly current: FollowHit | null
  readonly selected: SegmentIndex | null
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** Spans of a chunk in order, without gaps between them. Letters of several bytes stay in one piece. */
export function spansOf(chunk: FollowData, { hits, current, selected }: Marks): readonly ByteSpan[] {
  const { bytes, parts, missing, conflicts, offset } = chunk
  const whole = (at: number): number => {
    let moved = Math.min(Math.max(at, 0), bytes.length)
    for (let step = 0; step < 3 && isContinuation(bytes[moved]); step++) moved++
    return moved
  }
  const ranges = (list: readonly { at: number; length: number }[]) =>
    list.map(({ at, length }) => ({ from: whole(at), to: whole(at + length) }))
  const found = hits.map((hit) => ({
    hit,
    from: whole(hit.offset - offset),
    to: whole(hit.offset - offset + hit.length),
  }))
  const gone = missing.map(({ at, length }) => ({ from: at, to: at + length }))
  const disputed = ranges(conflicts)
  const brought = parts.map((part) => ({ part, from: whole(part.at), to: whole(part.at + part.length) }))
  const edges = new Set([0, bytes.length])
  for (const { from, to } of [...found, ...gone, ...disputed, ...brought]) edges.add(from).add(to)
  const cuts = [...edges].sort((a, b) => a - b)
  const spans: ByteSpan[] = []
  let next = 0
  for (let index = 0; index + 1 < cuts.length; index++) {
    const from = cuts[index] ?? 0
    const to = cuts[index + 1] ?? 0
    const holds = (range: { from: number; to: number }) => range.from <= from && range.to >= to
    while (next + 1 < brought.length && (brought[next]?.to ?? 0) <= from) next++
    const part = brought[next]?.part ?? null
    const hit = found.find(holds)?.hit ?? null
    spans.push({
      from,
      to,
      part,
      isMissing: gone.some(holds),
      isConflict: disputed.some(holds),
      isHit: hit !== null,
      isCurrentHit: hit !== null && hit.offset === current?.offset && hit.from === current.from,
      isSelected: selected !== null && part?.segment === selected,
    })
  }
  return spans
}

/** C0 and C1 controls but line ends and tabs, characters that turn or hide what is near them, and what is no UTF-8. */
const UNSHOWN = /[^\P{Cc}\n\t]|[^\P{Cf}]|[\u2028\u2029\ufffd]/gu
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes as text that does no harm; what can't be shown is a dot. */
export const shownText = (bytes: Uint8Array): string =>
  decoder.decode(bytes).replace(/\r\n/g, '\n').replace(UNSHOWN, '·')

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export const hexText = (bytes: Uint8Array, between = ' '): string =>
  Array.from(bytes, (byte) => HEX[byte] as string).join(between)

/** ASCII letters; a dot for what is none. */
export const letterText = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')

export const HEX_LINE = 16

/** Lines of a hex dump: each the spans that it shows part of. */
export function hexLines(spans: readonly ByteSpan[], length: number): readonly (readonly ByteSpan[])[] {
  const lines: ByteSpan[][] = Array.from({ length: Math.ceil(length / HEX_LINE) }, () => [])
  for (const span of spans) {
    for (let from = span.from; from < span.to; ) {
      const line = Math.floor(from / HEX_LINE)
      const to = Math.min(span.to, (line + 1) * HEX_LINE)
      lines[line]?.push({ ...span, from, to })
      from = to
    }
  }
  return lines
}
