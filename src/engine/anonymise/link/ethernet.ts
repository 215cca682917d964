/** Ethernet, its tags, and the other link layers of its family. */
import type { Frame, LayerName, Step } from '../frame'
import { afterEthertype } from './ethertype'

const SOURCE = 6
const TYPE = 12
const HEADER = 14
const LENGTH_MAX = 1500
const TOLD_BITS = 0xf0

export function ethernet(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  const type = frame.u16(TYPE)
  frame.mac(0)
  if (frame.isTold) {
    const first = frame.bytes[frame.at] as number
    frame.bytes[frame.at] = (frame.u8(0) & TOLD_BITS) | (first & ~TOLD_BITS)
    frame.isTold = false
  }
  frame.mac(SOURCE)
  frame.advance(HEADER)
  return afterTypeOrLength(frame, type)
}

export function afterTypeOrLength(frame: Frame, type: number): LayerName | null {
  if (type > LENGTH_MAX) return afterEthertype(type)
  frame.narrow(type)
  return 'llc'
}

/** A tag of `bytes` bytes, in whose last two the type of what follows stands. */
const tag =
  (bytes: number): Step =>
  (frame) => {
    if (!frame.holds(bytes)) return null
    const type = frame.u16(bytes - 2)
    frame.advance(bytes)
    return afterTypeOrLength(frame, type)
  }

/** IEEE 802.1Q and 802.1ad; 802.1BR. */
export const vlan = tag(4)
export const extensionTag = tag(8)

/** Fields of `bytes` bytes that name nobody, then a whole Ethernet frame: 802.1ah, FabricPath. */
const inner =
  (bytes: number): Step =>
  (frame) => {
    if (!frame.holds(bytes)) return null
    frame.advance(bytes)
    return 'ethernet'
  }

export const backboneTag = inner(4)
export const fabricPath = inner(2)

const FDDI_HEADER = 13
const FDDI_LLC = 0x50

export function fddi(frame: Frame): LayerName | null {
  if (!frame.holds(FDDI_HEADER) || (frame.u8(0) & 0xf0) !== FDDI_LLC) return null
  frame.mac(1)
  frame.mac(7)
  frame.advance(FDDI_HEADER)
  return 'llc'
}

const RING_HEADER = 14
const HAS_ROUTE = 0x80

/** The group bit of the source says that a route follows (IEEE 802.5 §3.2.5). */
export function tokenRing(frame: Frame): LayerName | null {
  if (!frame.holds(RING_HEADER) || frame.u8(1) >>> 6 !== 1) return null
  const hasRoute = (frame.u8(8) & HAS_ROUTE) !== 0
  frame.mac(2)
  frame.mac(8)
  if (hasRoute) frame.bytes[frame.at + 8] = (frame.bytes[frame.at + 8] as number) | HAS_ROUTE
  else frame.bytes[frame.at + 8] = (frame.bytes[frame.at + 8] as number) & ~HAS_ROUTE
  frame.advance(RING_HEADER)
  if (!hasRoute) return 'llc'
  const length = frame.holds(1) ? frame.u8(0) & 0x1f : 0
  if (length === 0 || !frame.holds(length)) return null
  frame.advance(length)
  return 'llc'
}
