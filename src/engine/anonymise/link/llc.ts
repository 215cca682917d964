/** IEEE 802.2 LLC and SNAP. */
import type { Frame, LayerName } from '../frame'
import { afterEthertype } from './ethertype'

const SNAP = 0xaa
const IP = 0x06
const UNNUMBERED = 3
const SNAP_HEADER = 5
const ETHERTYPE = 0x000000
const BRIDGE_TUNNEL = 0x0000f8
const IEEE_802_1 = 0x0080c2
const BRIDGED: readonly number[] = [1, 7]
const BRIDGED_PADDING = 2

export function llc(frame: Frame): LayerName | null {
  if (!frame.holds(3)) return null
  const [to, from, control] = [frame.u8(0), frame.u8(1), frame.u8(2)]
  const header = control === UNNUMBERED ? 3 : 4
  if ((control !== UNNUMBERED && (control & 1) === 1) || !frame.holds(header)) return null
  frame.advance(header)
  if (to === SNAP && from === SNAP) return snap(frame)
  return to === IP ? 'ipv4' : null
}

function snap(frame: Frame): LayerName | null {
  if (!frame.holds(SNAP_HEADER)) return null
  const oui = frame.u16(0) * 256 + frame.u8(2)
  const protocol = frame.u16(3)
  frame.advance(SNAP_HEADER)
  if (oui === ETHERTYPE || oui === BRIDGE_TUNNEL) return afterEthertype(protocol)
  if (oui !== IEEE_802_1 || !BRIDGED.includes(protocol) || !frame.holds(BRIDGED_PADDING)) return null
  frame.advance(BRIDGED_PADDING)
  return 'ethernet'
}
