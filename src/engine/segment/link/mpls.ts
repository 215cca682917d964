/** MPLS label stacks (RFC 3032), and the guess at what lies below them (RFC 4928 §3). */
import type { FieldNode } from '../../../contracts/segment'
import type { FrameBytes } from '../frameBytes'
import { type Dissect, follow, type Next, stop } from '../layer'
import { afterEthertype } from './ethertype'

const ENTRY = 4
const CONTROL_WORD = 4
const ETHERNET_TYPE = 12

export const mpls: Dissect = (frame, span) => {
  const nodes: FieldNode[] = []
  let { at } = span
  for (let isBottom = false; !isBottom; at += ENTRY) {
    if (!frame.holds(at, ENTRY, span.end)) {
      nodes.push(frame.broken('mpls', 'MPLS label', { at, end: span.end }, ENTRY))
      return { nodes, next: null }
    }
    const third = frame.u8(at + 2)
    const label = frame.u24(at) >>> 4
    isBottom = (third & 1) !== 0
    const children = [
      frame.node('mpls.label', 'Label', label, at, 3),
      frame.node('mpls.exp', 'Traffic class', (third >> 1) & 7, at + 2, 1),
      frame.node('mpls.bottom', 'Bottom of the stack', isBottom ? 'yes' : 'no', at + 2, 1),
      frame.node('mpls.ttl', 'Time to live', frame.u8(at + 3), at + 3, 1),
    ]
    nodes.push(frame.node('mpls', 'MPLS label', label, at, ENTRY, '', children))
  }
  return nodes.length === 0
    ? stop(frame.broken('mpls', 'MPLS label', span, ENTRY))
    : { nodes, next: below(frame, at, span.end) }
}

// No field says what follows the stack: an IP version, a control word, or the first half of a MAC address.
function below(frame: FrameBytes, at: number, end: number): Next {
  const nibble = frame.u8(at) >> 4
  if (nibble === 4 && frame.holds(at, 20, end) && frame.u16(at + 2) <= end - at) return follow('ipv4', at, end)
  if (nibble === 6 && frame.holds(at, 40, end) && frame.u16(at + 4) + 40 <= end - at) return follow('ipv6', at, end)
  const isControlled = nibble === 0 && afterEthertype(frame.u16(at + CONTROL_WORD + ETHERNET_TYPE)) !== null
  return follow(nibble === 1 ? null : 'ethernet', isControlled ? at + CONTROL_WORD : at, end)
}
