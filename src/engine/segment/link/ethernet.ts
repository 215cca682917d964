/** Ethernet II and IEEE 802.3, VLAN tags, LLC with SNAP, FDDI. */
import type { FieldNode } from '../../../contracts/segment'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, type Dissected, follow, stop } from '../layer'
import { afterEthertype, ethertypeName, LENGTH_MAX } from './ethertype'

const ETHERNET = 'Ethernet'
const ETHERNET_HEADER = 14
const TYPE = 12
const MULTICAST = 0x01

function addressNode(frame: FrameBytes, filter: string, name: string, at: number): FieldNode {
  const value = frame.mac(at)
  const group = value === 'ff:ff:ff:ff:ff:ff' ? 'Everyone on this link.' : 'A group of stations.'
  return frame.node(filter, name, value, at, 6, (frame.u8(at) & MULTICAST) !== 0 ? group : '')
}

/** The node of a type-or-length field and the step that follows it. */
function typed(
  frame: FrameBytes,
  prefix: string,
  at: number,
  end: number,
): { node: FieldNode; next: Dissected['next'] } {
  const type = frame.u16(at)
  const after = at + 2
  if (type > LENGTH_MAX) {
    const node = frame.node(
      prefix === 'eth' ? 'eth.type' : `${prefix}.etype`,
      'Type',
      hexNumber(type, 4),
      at,
      2,
      ethertypeName(type),
    )
    return { node, next: follow(afterEthertype(type), after, end) }
  }
  const meaning = 'IEEE 802.3: the bytes of the LLC frame; what follows is padding.'
  return {
    node: frame.node(`${prefix}.len`, 'Length', type, at, 2, meaning),
    next: follow('llc', after, Math.min(end, after + type)),
  }
}

export const ethernet: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, ETHERNET_HEADER, end)) return stop(frame.broken('eth', ETHERNET, span, ETHERNET_HEADER))
  const type = typed(frame, 'eth', at + TYPE, end)
  const value = `${frame.mac(at + 6)} → ${frame.mac(at)}`
  const children = [
    addressNode(frame, 'eth.dst', 'Destination', at),
    addressNode(frame, 'eth.src', 'Source', at + 6),
    type.node,
  ]
  return { nodes: [frame.node('eth', ETHERNET, value, at, ETHERNET_HEADER, '', children)], next: type.next }
}

const VLAN_TAG = 4
const PRIORITY_SHIFT = 13
const DROP_ELIGIBLE = 0x1000
const VLAN_ID = 0x0fff

export const vlan: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, VLAN_TAG, end)) return stop(frame.broken('vlan', 'VLAN tag', span, VLAN_TAG))
  const tag = frame.u16(at)
  const type = typed(frame, 'vlan', at + 2, end)
  const children = [
    frame.node('vlan.priority', 'Priority', tag >> PRIORITY_SHIFT, at, 1),
    frame.node('vlan.dei', 'Drop eligible', (tag & DROP_ELIGIBLE) !== 0 ? 'yes' : 'no', at, 1),
    frame.node('vlan.id', 'VLAN', tag & VLAN_ID, at, 2),
    type.node,
  ]
  return { nodes: [frame.node('vlan', 'VLAN tag', tag & VLAN_ID, at, VLAN_TAG, '', children)], next: type.next }
}

const EXTENSION_TAG = 8
const CHANNEL = 0x0fff
const GROUP_SHIFT = 12

/** IEEE 802.1BR port extender tag. */
export const extensionTag: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, EXTENSION_TAG, end)) return stop(frame.broken('etag', 'Extension tag', span, EXTENSION_TAG))
  const type = typed(frame, 'etag', at + EXTENSION_TAG - 2, end)
  const [ingress, extended] = [frame.u16(at), frame.u16(at + 2)]
  const children = [
    frame.node('etag.pcp', 'Priority', ingress >> PRIORITY_SHIFT, at, 1),
    frame.node('etag.dei', 'Drop eligible', (ingress & DROP_ELIGIBLE) !== 0 ? 'yes' : 'no', at, 1),
    frame.node('etag.iecid_base', 'Channel of the entry', ingress & CHANNEL, at, 2),
    frame.node('etag.group', 'Group', (extended >> GROUP_SHIFT) & 3, at + 2, 1),
    frame.node('etag.ecid_base', 'Channel', extended & CHANNEL, at + 2, 2),
    frame.node('etag.iecid_ext', 'Channel of the entry, extension', frame.u8(at + 4), at + 4, 1),
    frame.node('etag.ecid_ext', 'Channel, extension', frame.u8(at + 5), at + 5, 1),
    type.node,
  ]
  return { nodes: [frame.node('etag', 'Extension tag', '', at, EXTENSION_TAG, '', children)], next: type.next }
}

const SAP_SNAP = 0xaa
const SAP_IP = 0x06
const UNNUMBERED = 0x03
const SNAP_HEADER = 5
const OUI_BRIDGE_TUNNEL = 0x0000f8
const OUI_IEEE_802_1 = 0x0080c2
const BRIDGED_ETHERNET: readonly number[] = [0x0001, 0x0007]

export const llc: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, 3, end)) return stop(frame.broken('llc', 'LLC', span, 3))
  const controlBytes = (frame.u8(at + 2) & UNNUMBERED) === UNNUMBERED ? 1 : 2
  const header = 2 + controlBytes
  const children = [
    frame.node('llc.dsap', 'Destination access point', hexNumber(frame.u8(at), 2), at, 1),
    frame.node('llc.ssap', 'Source access point', hexNumber(frame.u8(at + 1), 2), at + 1, 1),
    frame.node('llc.control', 'Control', hexNumber(frame.u8(at + 2), 2), at + 2, controlBytes),
  ]
  const isSnap = frame.u8(at) === SAP_SNAP && frame.u8(at + 1) === SAP_SNAP
  if (!isSnap) {
    const node = frame.node('llc', 'LLC', '', at, header, '', children)
    return { nodes: [node], next: follow(frame.u8(at) === SAP_IP ? 'ipv4' : null, at + header, end) }
  }
  const snap = at + header
  if (!frame.holds(snap, SNAP_HEADER, end))
    return stop(frame.broken('llc', 'LLC with SNAP', span, header + SNAP_HEADER))
  const oui = frame.u24(snap)
  const type = frame.u16(snap + 3)
  children.push(frame.node('llc.oui', 'Organisation', hexNumber(oui, 6), snap, 3))
  children.push(frame.node('llc.type', 'Type', hexNumber(type, 4), snap + 3, 2, ethertypeName(type)))
  const isBridged = oui === OUI_IEEE_802_1 && BRIDGED_ETHERNET.includes(type)
  const layer = isBridged ? 'ethernet' : oui === 0 || oui === OUI_BRIDGE_TUNNEL ? afterEthertype(type) : null
  const length = header + SNAP_HEADER
  return {
    nodes: [frame.node('llc', 'LLC with SNAP', '', at, length, '', children)],
    next: follow(layer, at + length, end),
  }
}

const FDDI_HEADER = 13
const FDDI_KIND = 0x70
const FDDI_LLC = 0x50

export const fddi: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, FDDI_HEADER, end)) return stop(frame.broken('fddi', 'FDDI', span, FDDI_HEADER))
  const control = frame.u8(at)
  const children = [
    frame.node('fddi.fc', 'Frame control', hexNumber(control, 2), at, 1),
    addressNode(frame, 'fddi.dst', 'Destination', at + 1),
    addressNode(frame, 'fddi.src', 'Source', at + 7),
  ]
  const layer = (control & FDDI_KIND) === FDDI_LLC ? 'llc' : null
  return {
    nodes: [frame.node('fddi', 'FDDI', '', at, FDDI_HEADER, '', children)],
    next: follow(layer, at + FDDI_HEADER, end),
  }
}
