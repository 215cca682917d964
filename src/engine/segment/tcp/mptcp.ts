/** Multipath TCP's subtypes (RFC 8684 §3). */
import type { FieldNode } from '../../../contracts/segment'
import type { FrameBytes } from '../frameBytes'

const SUBTYPES: readonly (readonly [string, string])[] = [
  ['MP_CAPABLE', 'Offers, or confirms, a connection over several paths.'],
  ['MP_JOIN', 'This flow joins a connection that exists.'],
  ['DSS', 'Where this data belongs in the whole connection.'],
  ['ADD_ADDR', 'Another address of the sender.'],
  ['REMOVE_ADDR', 'An address of the sender is gone.'],
  ['MP_PRIO', 'The priority of this path changes.'],
  ['MP_FAIL', 'A checksum failed: back to a single path.'],
  ['MP_FASTCLOSE', 'The whole connection is aborted.'],
  ['MP_TCPRST', 'Why this path is reset.'],
]

export function mptcpNode(frame: FrameBytes, at: number, length: number): FieldNode {
  const subtype = frame.u8(at + 2) >> 4
  const [name, meaning] = SUBTYPES[subtype] ?? ['unknown subtype', '']
  const children = [frame.node('tcp.options.mptcp.subtype', 'Subtype', subtype, at + 2, 1, name)]
  if (length > 3) children.push(frame.node('', 'Data', frame.hex(at + 3, length - 3), at + 3, length - 3))
  return frame.node('mptcp', 'Multipath TCP', name, at, length, meaning, children)
}
