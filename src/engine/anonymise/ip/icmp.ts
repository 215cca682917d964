/** ICMP (RFC 792), ICMPv6 (RFC 4443) and IGMP: errors with the packets that they quote, neighbour discovery, echoes. */
import type { Frame, LayerName } from '../frame'
import { groupMessage, neighbourMessage } from './neighbour'

const HEADER = 8
const CHECKSUM = 2
const PROTOCOL_6 = 58
const REDIRECT = 5
const REDIRECT_GATEWAY = 4
const ERRORS: readonly number[] = [3, 4, REDIRECT, 11, 12]
const ECHOES: readonly number[] = [0, 8]
/** Since RFC 4884 the quote's length may be told, in units of 4 bytes. */
const QUOTE_LENGTH = 5
const ERROR_6_MAX = 127
const QUOTE_LENGTH_6 = 4
const ECHOES_6: readonly number[] = [128, 129]

export function icmp(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  const type = frame.u8(0)
  frame.cover(CHECKSUM, frame.claimed - frame.at, null)
  if (type === REDIRECT) frame.ipv4(REDIRECT_GATEWAY)
  if (ERRORS.includes(type)) return quote(frame, type === REDIRECT ? 0 : frame.u8(QUOTE_LENGTH) * 4, 'ipv4')
  if (ECHOES.includes(type)) return echo(frame)
  return leftOut(frame)
}

export function icmp6(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  const type = frame.u8(0)
  frame.cover(CHECKSUM, frame.claimed - frame.at, PROTOCOL_6)
  if (type <= ERROR_6_MAX) return quote(frame, frame.u8(QUOTE_LENGTH_6) * 8, 'ipv6')
  if (ECHOES_6.includes(type)) return echo(frame)
  if (neighbourMessage(frame, type) || groupMessage(frame, type)) return null
  return leftOut(frame)
}

/** The packet that an error is about. Extensions behind it may name interfaces and addresses: they go. */
function quote(frame: Frame, told: number, version: LayerName): LayerName {
  const extensions = told > 0 ? HEADER + told : LEGACY_EXTENSIONS
  const hasExtensions = told > 0 || (frame.holds(extensions + 4) && frame.u8(extensions) === EXTENSION_VERSION)
  if (hasExtensions) frame.blank(extensions, frame.end - frame.at)
  frame.padTo(frame.end)
  frame.advance(HEADER)
  if (hasExtensions) frame.narrow(extensions - HEADER)
  frame.isQuoted = true
  return version
}

/** RFC 4884 §5.5: without a length they begin after 128 bytes of quote. */
const LEGACY_EXTENSIONS = 136
const EXTENSION_VERSION = 0x20

function echo(frame: Frame): null {
  frame.advance(HEADER)
  frame.payload()
  return null
}

/** Of other messages the first word stays. */
function leftOut(frame: Frame): null {
  frame.blank(4, frame.end - frame.at)
  frame.kept = Math.max(frame.kept, frame.hasPayloads ? frame.end : frame.at + HEADER)
  return null
}

const GROUP = 4

export function igmp(frame: Frame): null {
  if (!frame.holds(HEADER)) return null
  frame.cover(CHECKSUM, frame.claimed - frame.at, null)
  // Reports of version 3 list their groups further on.
  if (frame.u8(0) === 0x22) return leftOut(frame)
  frame.ipv4(GROUP)
  frame.blank(HEADER, frame.end - frame.at)
  frame.kept = Math.max(frame.kept, frame.hasPayloads ? frame.end : frame.at + HEADER)
  return null
}
