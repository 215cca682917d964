import { advance, byteAt, holds, narrow, wordAt } from '../cursor'
import { Layer } from '../layer'

// 3GPP TS 29.281 §5.1
const FLAGS: u32 = 0
const MESSAGE: u32 = 1
const LENGTH: u32 = 2
const HEADER: u32 = 8
const VERSION_SHIFT: u32 = 5
const IS_GTP: u32 = 0x10
const HAS_EXTENSION: u32 = 0x04
const HAS_OPTIONAL_FIELDS: u32 = 0x07
const OPTIONAL_FIELDS: u32 = 4
const OPTIONAL_NEXT_EXTENSION: u32 = 3
const EXTENSION_UNIT_SHIFT: u32 = 2
const NO_EXTENSION: u32 = 0
const TUNNELLED_PACKET: u32 = 0xff
// GSM 09.60 §6: version 0, whose length counts from here.
const HEADER_VERSION_0: u32 = 20

const NIBBLE_IPV4: u32 = 4
const NIBBLE_IPV6: u32 = 6

/** GTP's user plane, version 1, and version 0. */
export function gtp(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const flags = byteAt(FLAGS)
  const length = wordAt(LENGTH)
  if (byteAt(MESSAGE) !== TUNNELLED_PACKET || !(flags & IS_GTP)) return Layer.NONE
  switch (flags >> VERSION_SHIFT) {
    case 0:
      if (!holds(HEADER_VERSION_0)) return Layer.NONE
      advance(HEADER_VERSION_0)
      narrow(length)
      return payload()
    case 1:
      advance(HEADER)
      narrow(length)
      return skipOptionalFields(flags) ? payload() : Layer.NONE
    default:
      return Layer.NONE
  }
}

function skipOptionalFields(flags: u32): bool {
  if (!(flags & HAS_OPTIONAL_FIELDS)) return true
  if (!holds(OPTIONAL_FIELDS)) return false
  let extension = flags & HAS_EXTENSION ? byteAt(OPTIONAL_NEXT_EXTENSION) : NO_EXTENSION
  advance(OPTIONAL_FIELDS)
  while (extension !== NO_EXTENSION) {
    if (!holds(1)) return false
    const bytes = byteAt(0) << EXTENSION_UNIT_SHIFT
    if (!bytes || !holds(bytes)) return false
    extension = byteAt(bytes - 1)
    advance(bytes)
  }
  return true
}

// No field says what is carried: that was agreed when the session was set up.
function payload(): Layer {
  if (!holds(1)) return Layer.NONE
  switch (byteAt(0) >> 4) {
    case NIBBLE_IPV4:
      return Layer.IPV4
    case NIBBLE_IPV6:
      return Layer.IPV6
    default:
      return Layer.PPP_HDLC
  }
}
