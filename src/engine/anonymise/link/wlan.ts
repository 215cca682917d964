/** IEEE 802.11 and the headers that capturing cards put before it. */
import type { Frame, LayerName } from '../frame'

const TYPE_MASK = 0x0c
const CONTROL = 0x04
const DATA = 0x08
const NO_DATA = 0x40
const QOS = 0x80
const BOTH_DISTRIBUTION_SYSTEMS = 0x03
const MORE_FRAGMENTS = 0x04
const PROTECTED = 0x40
const HAS_HT_CONTROL = 0x80
const AGGREGATED = 0x80
const HEADER = 24
const ADDRESSES: readonly number[] = [4, 10, 16]
const FOURTH_ADDRESS = 24
const CONTROL_HEADERS: readonly number[] = [16, 10]

export const wlan = (frame: Frame): LayerName | null => dataFrame(frame, false)
export const wlanPadded = (frame: Frame): LayerName | null => dataFrame(frame, true)

function dataFrame(frame: Frame, isPadded: boolean): LayerName | null {
  if (!frame.holds(2)) return null
  const [control, flags] = [frame.u8(0), frame.u8(1)]
  if ((control & TYPE_MASK) === CONTROL) return controlFrame(frame)
  if (!frame.holds(HEADER)) return null
  for (const address of ADDRESSES) frame.mac(address)
  const isPlain = (control & (TYPE_MASK | NO_DATA)) === DATA && (flags & (PROTECTED | MORE_FRAGMENTS)) === 0
  let header = HEADER
  if (isPlain && (flags & BOTH_DISTRIBUTION_SYSTEMS) === BOTH_DISTRIBUTION_SYSTEMS) {
    frame.mac(FOURTH_ADDRESS)
    header += 6
  }
  const isQos = (control & QOS) !== 0
  const isAggregated = isQos && frame.holds(header + 2) && (frame.u8(header) & AGGREGATED) !== 0
  if (!isPlain || isAggregated || (frame.little16(22) & 0x0f) !== 0) {
    frame.advance(HEADER)
    return null
  }
  if (isQos) header += (flags & HAS_HT_CONTROL) === 0 ? 2 : 6
  if (isPadded) header = Math.ceil(header / 4) * 4
  if (!frame.holds(header)) return null
  frame.advance(header)
  return 'llc'
}

/** One address, or two. */
function controlFrame(frame: Frame): null {
  const header = CONTROL_HEADERS.find((bytes) => frame.holds(bytes))
  if (header === undefined) return null
  frame.mac(4)
  if (header === 16) frame.mac(10)
  frame.advance(header)
  return null
}

const HAS_TIMER = 0x01
const HAS_FLAGS = 0x02
const FLAG_PADDED = 0x20

/** https://www.radiotap.org */
export function radiotap(frame: Frame): LayerName | null {
  if (!frame.holds(8)) return null
  const length = frame.little16(2)
  if (length < 8 || !frame.holds(length)) return null
  const isPadded = (radiotapFlags(frame, length) & FLAG_PADDED) !== 0
  frame.advance(length)
  return isPadded ? 'wlanPadded' : 'wlan'
}

function radiotapFlags(frame: Frame, length: number): number {
  const present = frame.little32(4)
  if ((present & HAS_FLAGS) === 0) return 0
  let offset = 4
  while (offset + 4 <= length && frame.little32(offset) >= 0x8000_0000) offset += 4
  offset += 4
  if ((present & HAS_TIMER) !== 0) offset = Math.ceil(offset / 8) * 8 + 8
  return offset < length ? frame.u8(offset) : 0
}

const AVS_MAGIC = 0x80211
const PRISM_HEADER = 144
const PRISM_DEVICE = 8
const PRISM_DEVICE_END = 24

/** Prism, whose header names the device; the same link type carries AVS. */
export function prism(frame: Frame): LayerName | null {
  if (frame.holds(8) && frame.u32(0) >>> 12 === AVS_MAGIC) return 'avs'
  if (!frame.holds(PRISM_HEADER)) return null
  frame.blank(PRISM_DEVICE, PRISM_DEVICE_END)
  frame.advance(PRISM_HEADER)
  return 'wlan'
}

export function avs(frame: Frame): LayerName | null {
  const length = frame.holds(8) ? frame.u32(4) : 0
  if (length < 8 || !frame.holds(length)) return null
  frame.advance(length)
  return 'wlan'
}
