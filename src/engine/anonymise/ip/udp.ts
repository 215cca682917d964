/** UDP (RFC 768), and what is tunnelled in it, by either port: the lower one first, as the core reads it. */
import type { Frame, LayerName } from '../frame'

const HEADER = 8
const LENGTH = 4
const CHECKSUM = 6
const PROTOCOL = 17

export function udp(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) {
    // A quote of an ICMP error may end before the checksum.
    if (frame.holds(4)) frame.advance(4)
    return null
  }
  const length = frame.u16(LENGTH)
  const [source, destination] = [frame.u16(0), frame.u16(2)]
  if (length >= HEADER) frame.narrow(length)
  frame.cover(CHECKSUM, frame.claimed - frame.at, PROTOCOL, true)
  frame.advance(HEADER)
  const tunnel = tunnelAt(Math.min(source, destination)) ?? tunnelAt(Math.max(source, destination))
  if (tunnel === null) {
    frame.payload()
    return null
  }
  frame.offered = frame.end
  return tunnel
}

/** https://www.iana.org/assignments/service-names-port-numbers; 8472: Linux's VXLAN from before the assignment. */
function tunnelAt(port: number): LayerName | null {
  switch (port) {
    case 1701:
      return 'l2tp'
    case 2123:
    case 2152:
      return 'gtp'
    case 3544:
      return 'teredo'
    case 4754:
      return 'gre'
    case 4789:
    case 8472:
      return 'vxlan'
    case 4790:
      return 'vxlanGpe'
    case 6081:
      return 'geneve'
    case 6635:
      return 'mpls'
    default:
      return null
  }
}
