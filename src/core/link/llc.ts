import { advance, byteAt, holds, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from './ethertype'

const DESTINATION_SAP: u32 = 0
const SOURCE_SAP: u32 = 1
const CONTROL: u32 = 2
const SAP_IP: u32 = 0x06
const SAP_SNAP: u32 = 0xaa
// IEEE 802.2: data comes in unnumbered information, with one octet of control, or numbered information, with two.
const UNNUMBERED_INFORMATION: u32 = 0x03
const UNNUMBERED_HEADER: u32 = 3
const NOT_NUMBERED_INFORMATION: u32 = 0x01
const NUMBERED_HEADER: u32 = 4

const SNAP_OUI_HIGH: u32 = 0
const SNAP_OUI_LOW: u32 = 2
const SNAP_PROTOCOL: u32 = 3
const SNAP_HEADER: u32 = 5
const OUI_ETHERTYPE: u32 = 0x000000
// IEEE 802.1H: types of protocols that a bridge must not translate back.
const OUI_BRIDGE_TUNNEL: u32 = 0x0000f8
const OUI_IEEE_802_1: u32 = 0x0080c2
// RFC 2684 §5.2: the frame is aligned by two bytes of padding.
const BRIDGED_PADDING: u32 = 2
const BRIDGED_ETHERNET_FCS: u32 = 0x0001
const BRIDGED_ETHERNET: u32 = 0x0007

/** IEEE 802.2 LLC and, where its access points say so, SNAP (RFC 1042). */
export function llc(): Layer {
  if (!holds(UNNUMBERED_HEADER)) return Layer.NONE
  const to = byteAt(DESTINATION_SAP)
  const from = byteAt(SOURCE_SAP)
  const control = byteAt(CONTROL)
  if (control === UNNUMBERED_INFORMATION) {
    advance(UNNUMBERED_HEADER)
  } else {
    if (control & NOT_NUMBERED_INFORMATION || !holds(NUMBERED_HEADER)) return Layer.NONE
    advance(NUMBERED_HEADER)
  }
  if (to === SAP_SNAP && from === SAP_SNAP) return snap()
  return to === SAP_IP ? Layer.IPV4 : Layer.NONE
}

function snap(): Layer {
  if (!holds(SNAP_HEADER)) return Layer.NONE
  const oui = (wordAt(SNAP_OUI_HIGH) << 8) | byteAt(SNAP_OUI_LOW)
  const protocol = wordAt(SNAP_PROTOCOL)
  advance(SNAP_HEADER)
  if (oui === OUI_ETHERTYPE || oui === OUI_BRIDGE_TUNNEL) return afterEthertype(protocol)
  const isBridged = protocol === BRIDGED_ETHERNET || protocol === BRIDGED_ETHERNET_FCS
  if (oui !== OUI_IEEE_802_1 || !isBridged || !holds(BRIDGED_PADDING)) return Layer.NONE
  advance(BRIDGED_PADDING)
  return Layer.ETHERNET
}
