/** What a stretch of segments holds, counted when its row is looked at. */
import { Analysis, Flag } from '../../contracts/abi'
import type { RowTally } from '../../contracts/ladder'
import { EVENT } from './classify'
import { type FlowRows, type SideIndex, senderOf } from './flowRows'
import { isRepetition } from './tries'

/** Counts the segments from `from` to `to` (exclusive). */
export function tallyOf(rows: FlowRows, from: number, to: number): RowTally {
  const segments: [number, number] = [0, 0]
  const bytes: [number, number] = [0, 0]
  let retransmissions = 0
  let zeroWindows = 0
  let resets = 0
  const { analysis, flags, length } = rows
  for (let position = from; position < to; position++) {
    const side = senderOf(rows, position)
    segments[side]++
    bytes[side] += length[position] ?? 0
    const found = analysis[position] ?? 0
    if ((found & Analysis.RETRANSMISSION) !== 0 && isRepetition(rows, position)) retransmissions++
    if ((found & Analysis.ZERO_WINDOW) !== 0) zeroWindows++
    if (((flags[position] ?? 0) & Flag.RST) !== 0) resets++
  }
  return {
    segments: { client: segments[0], server: segments[1] },
    bytes: { client: bytes[0], server: bytes[1] },
    retransmissions,
    zeroWindows,
    resets,
  }
}

export const totalBytes = ({ bytes }: RowTally): number => bytes.client + bytes.server
export const totalSegments = ({ segments }: RowTally): number => segments.client + segments.server

/** Who says the most with the segments from `from` to `to` (exclusive); null: they carry no data. */
export function speakerOf(rows: FlowRows, from: number, to: number): SideIndex | null {
  const said: [number, number] = [0, 0]
  for (let position = from; position < to; position++) said[senderOf(rows, position)] += rows.length[position] ?? 0
  if (said[0] === 0 && said[1] === 0) return null
  return said[1] > said[0] ? 1 : 0
}

/** The class of all segments from `from` to `to` (exclusive), or EVENT where they differ. */
export function runKind(classes: Uint8Array, from: number, to: number): number {
  const kind = classes[from] ?? EVENT
  for (let position = from + 1; position < to; position++) if (classes[position] !== kind) return EVENT
  return kind
}
