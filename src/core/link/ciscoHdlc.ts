import { advance, holds, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from './ethertype'

const PROTOCOL: u32 = 2
const HEADER: u32 = 4

/** Cisco HDLC: address, control, then an Ethertype. */
export function ciscoHdlc(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const protocol = wordAt(PROTOCOL)
  advance(HEADER)
  return afterEthertype(protocol)
}
