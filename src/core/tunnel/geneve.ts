import { advance, byteAt, holds, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from '../link/ethertype'

// RFC 8926 §3.4
const VERSION_AND_LENGTH: u32 = 0
const PROTOCOL: u32 = 2
const HEADER: u32 = 8
const VERSION_SHIFT: u32 = 6
const VERSION_0: u32 = 0
const OPTION_WORDS_MASK: u32 = 0x3f

/** Geneve: any Ethertype in UDP, after options. */
export function geneve(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const first = byteAt(VERSION_AND_LENGTH)
  const protocol = wordAt(PROTOCOL)
  const header = HEADER + ((first & OPTION_WORDS_MASK) << 2)
  if (first >> VERSION_SHIFT !== VERSION_0 || !holds(header)) return Layer.NONE
  advance(header)
  return afterEthertype(protocol)
}
