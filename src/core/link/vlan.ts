import { advance, holds, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterTypeOrLength } from './ethernet'

/** A tag behind its Ethertype: what it says, then the type of what follows. */
const TAG_TYPE: u32 = 2
const TAG: u32 = 4
// IEEE 802.1BR: E-PCP, E-CIDs, then the type.
const EXTENSION_TYPE: u32 = 6
const EXTENSION: u32 = 8
// IEEE 802.1ah: the service identifier, then a customer's whole Ethernet frame.
const BACKBONE: u32 = 4
const FABRIC_PATH: u32 = 2

/** IEEE 802.1Q and 802.1ad tags; a stack of them is a walk through this layer. */
export function vlan(): Layer {
  return tag(TAG_TYPE, TAG)
}

/** IEEE 802.1BR port extender tag. */
export function extensionTag(): Layer {
  return tag(EXTENSION_TYPE, EXTENSION)
}

/** IEEE 802.1ah service tag (MAC in MAC). */
export function backboneTag(): Layer {
  if (!holds(BACKBONE)) return Layer.NONE
  advance(BACKBONE)
  return Layer.ETHERNET
}

/** Cisco FabricPath: forwarding tag and time to live, then the Ethernet frame that it carries. */
export function fabricPath(): Layer {
  if (!holds(FABRIC_PATH)) return Layer.NONE
  advance(FABRIC_PATH)
  return Layer.ETHERNET
}

function tag(typeOffset: u32, bytes: u32): Layer {
  if (!holds(bytes)) return Layer.NONE
  const type = wordAt(typeOffset)
  advance(bytes)
  return afterTypeOrLength(type)
}
