/** A datagram that was put together from fragments: its nodes, and the bytes in which the walk goes on. */
import type { FieldNode } from '../../../contracts/segment'
import { byteWords, countWords } from '../../words'
import { FrameBytes } from '../frameBytes'
import type { LayerName, Walk, WholeDatagram } from '../layer'
import type { DatagramFacts, DatagramPiece } from '../segmentFacts'
import { afterProtocol } from './protocol'

/** A datagram in fragments: what to show of it, and where the walk goes on, behind the frame's own bytes. */
export interface Joined {
  readonly node: FieldNode
  readonly layer: LayerName | null
  /** Null: the datagram's bytes can't be had, and the walk goes on in the frame alone. */
  readonly whole: WholeDatagram | null
}

/** The datagram whose fragment begins at `at` in the frame; null: the frame holds a whole one, or none is known. */
export function joinedAt(frame: FrameBytes, at: number, walk: Walk): Joined | null {
  const { network, datagram } = walk
  if (datagram === null || network === null || !network.isFragment) return null
  const here = datagram.pieces.find((piece) => piece.isHere && piece.dataAt === at)
  // A fragment in fragments: only the outermost header is in the frame.
  const isNested = here === undefined && datagram.bytes === null
  if (here === undefined && !isNested) return null
  const node = fragmentsNode(frame, datagram, network.addressBytes === 4 ? 'ip' : 'ipv6', here ?? null)
  if (datagram.bytes === null || here === undefined) return { node, layer: null, whole: null }
  walk.network = { ...network, isFragment: false }
  const bytes = new Uint8Array(frame.captured + datagram.bytes.length)
  bytes.set(frame.bytes)
  bytes.set(datagram.bytes, frame.captured)
  const whole = { frame: new FrameBytes(bytes, bytes.length), piece: here }
  return { node, layer: afterProtocol(datagram.protocol), whole }
}

function fragmentsNode(
  frame: FrameBytes,
  { pieces, bytes }: DatagramFacts,
  ip: string,
  here: DatagramPiece | null,
): FieldNode {
  const value = `${countWords(pieces.length)}${bytes === null ? '' : `, ${byteWords(bytes.length)}`}`
  const children = [...pieces]
    .sort((one, other) => one.from - other.from)
    .map((piece) => {
      const { frame: number, from, length, hasMore } = piece
      const [at, held] = piece === here && piece.dataAt !== null ? [piece.dataAt, length] : [0, 0]
      const more = hasMore ? 'more fragments follow' : 'the last fragment'
      const text = `frame ${countWords(number)}: offset ${countWords(from)}, ${byteWords(length)}, ${more}`
      return frame.node(`${ip}.fragment`, 'Fragment', text, at, held, piece === here ? 'This frame.' : '')
    })
  const meaning =
    bytes === null
      ? 'They are too many, or came in fragments themselves: what follows is read from this frame alone.'
      : 'Put together: the layers below are read from all of them.'
  return frame.node(`${ip}.fragments`, 'Fragments', value, 0, 0, meaning, children)
}

/**
 * Nodes of the walk through the datagram, with the places that their bytes have in the frame; bytes that came in other
 * frames have none.
 *
 * @param captured bytes of the frame, behind which the datagram lay.
 * @param piece of the datagram that is in this frame.
 */
export function placeInFrame(nodes: readonly FieldNode[], captured: number, piece: DatagramPiece): FieldNode[] {
  return nodes.map((node) => {
    const children = placeInFrame(node.children, captured, piece)
    if (node.start < captured) return { ...node, children }
    const start = Math.max(node.start - captured, piece.from)
    const end = Math.min(node.start - captured + node.length, piece.from + piece.length)
    if (start >= end) return { ...node, start: captured, length: 0, children }
    return { ...node, start: (piece.dataAt ?? 0) + start - piece.from, length: end - start, children }
  })
}
