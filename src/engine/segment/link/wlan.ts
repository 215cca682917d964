/** IEEE 802.11 data frames and the radiotap header before them. */
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, stop } from '../layer'

const RADIOTAP_HEADER = 8

export const radiotap: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, RADIOTAP_HEADER, end)) return stop(frame.broken('radiotap', 'Radiotap', span, RADIOTAP_HEADER))
  const length = frame.littleU16(at + 2)
  if (length < RADIOTAP_HEADER || !frame.holds(at, length, end)) {
    return stop(frame.broken('radiotap', 'Radiotap', span, Math.max(length, RADIOTAP_HEADER)))
  }
  const children = [
    frame.node('radiotap.version', 'Version', frame.u8(at), at, 1),
    frame.node('radiotap.length', 'Length', length, at + 2, 2),
    frame.node('radiotap.present', 'Fields present', hexNumber(frame.littleU32(at + 4), 8), at + 4, 4),
  ]
  return {
    nodes: [frame.node('radiotap', 'Radiotap', `${length} bytes`, at, length, '', children)],
    next: follow(isPadded(frame, at, length) ? 'wlanPadded' : 'wlan', at + length, end),
  }
}

const HAS_TIMER = 0x01
const HAS_FLAGS = 0x02
const HAS_MORE = 0x80000000
const TIMER = 8
const FLAG_PADDED = 0x20

/** The flags field comes after all words of presence bits and, aligned to 8, the timer. */
function isPadded(frame: FrameBytes, at: number, length: number): boolean {
  const present = frame.littleU32(at + 4)
  if ((present & HAS_FLAGS) === 0) return false
  let offset = 4
  while (offset + 4 <= length && frame.littleU32(at + offset) >= HAS_MORE) offset += 4
  offset += 4
  if ((present & HAS_TIMER) !== 0) offset = Math.ceil(offset / TIMER) * TIMER + TIMER
  return offset < length && (frame.u8(at + offset) & FLAG_PADDED) !== 0
}

const HEADER = 24
const TYPE_MASK = 0x0c
const TYPE_DATA = 0x08
const NO_DATA = 0x40
const QOS = 0x80
const BOTH_SYSTEMS = 0x03
const MORE_FRAGMENTS = 0x04
const PROTECTED = 0x40
const HT_CONTROL = 0x80
const AGGREGATED = 0x80
const ALIGNMENT = 4

/** `isPadded`: the capturing card padded the header to 4 bytes. */
const data =
  (isPadded: boolean): Dissect =>
  (frame, span) => {
    const { at, end } = span
    if (!frame.holds(at, HEADER, end)) return stop(frame.broken('wlan', 'IEEE 802.11', span, HEADER))
    const control = frame.u8(at)
    const flags = frame.u8(at + 1)
    const sequence = frame.littleU16(at + 22)
    const isQos = (control & QOS) !== 0
    const addresses = (flags & BOTH_SYSTEMS) === BOTH_SYSTEMS ? HEADER + 6 : HEADER
    const bare = addresses + (isQos ? 2 : 0) + (isQos && (flags & HT_CONTROL) !== 0 ? 4 : 0)
    const length = isPadded ? Math.ceil(bare / ALIGNMENT) * ALIGNMENT : bare
    if (!frame.holds(at, length, end)) return stop(frame.broken('wlan', 'IEEE 802.11', span, length))
    const isProtected = (flags & PROTECTED) !== 0
    const children = [
      frame.node('wlan.fc', 'Frame control', hexNumber(frame.littleU16(at), 4), at, 2, isProtected ? 'Encrypted.' : ''),
      frame.node('wlan.ra', 'Receiver', frame.mac(at + 4), at + 4, 6),
      frame.node('wlan.ta', 'Transmitter', frame.mac(at + 10), at + 10, 6),
      frame.node('wlan.seq', 'Sequence number', sequence >> 4, at + 22, 2),
      frame.node('wlan.frag', 'Fragment', sequence & 0xf, at + 22, 1),
    ]
    const isPlainData = (control & (TYPE_MASK | NO_DATA)) === TYPE_DATA && !isProtected
    const isWhole = (flags & MORE_FRAGMENTS) === 0 && (sequence & 0xf) === 0
    const isAggregated = isQos && (frame.u8(at + addresses) & AGGREGATED) !== 0
    const layer = isPlainData && isWhole && !isAggregated ? 'llc' : null
    return {
      nodes: [frame.node('wlan', 'IEEE 802.11', '', at, length, '', children)],
      next: follow(layer, at + length, end),
    }
  }

export const wlan = data(false)
export const wlanPadded = data(true)
