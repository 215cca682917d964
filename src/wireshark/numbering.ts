/**
 * The dissectors count the frames that they were given from 1; the window shows frames by their numbers in the open
 * capture. What they say of a frame is told with that number.
 */
import type { ProtoTree } from './library'

/** `, #4(1448), #6(1448)` of what was put together. */
const PIECES = /#(\d+)(?=\()/g
const PUT_TOGETHER = /reassembled|fragment/i
const FRAME_LAYER = /^Frame \d+/

export interface Renumbered {
  readonly label: string
  readonly filter: string
  /** The frame that it names; null: none. */
  readonly leadsTo: number | null
}

/** @param frames numbers in the open capture, by the dissectors' count less one. */
export function renumbered(
  { label, filter, type, fnum }: Pick<ProtoTree, 'label' | 'filter' | 'type' | 'fnum'>,
  frame: number,
  frames: Uint32Array,
): Renumbered {
  const name = nameOf(filter)
  if (type === 'framenum' && fnum !== undefined) {
    const known = frames[fnum - 1]
    if (known === undefined) return { label, filter, leadsTo: null }
    return {
      label: label.replace(new RegExp(`\\b${fnum}\\b`), String(known)),
      filter: `${name} == ${known}`,
      leadsTo: known === frame ? null : known,
    }
  }
  if (name === 'frame') return { label: label.replace(FRAME_LAYER, `Frame ${frame}`), filter, leadsTo: null }
  if (name === 'frame.number')
    return { label: label.replace(/\d+/, String(frame)), filter: `frame.number == ${frame}`, leadsTo: null }
  if (!PUT_TOGETHER.test(label)) return { label, filter, leadsTo: null }
  const told = label.replace(PIECES, (whole, piece: string) => {
    const known = frames[Number(piece) - 1]
    return known === undefined ? whole : `#${known}`
  })
  return { label: told, filter, leadsTo: null }
}

/** `tcp.srcport` of `tcp.srcport == 443`; '' where the field has no name of its own. */
export function nameOf(filter: string): string {
  const name = filter.split(' ', 1)[0] ?? ''
  return name === 'text' ? '' : name
}
