import { advance, holds, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterGreProtocol } from '../tunnel/gre'
import { afterEthertype } from './ethertype'

// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html
const SLL_HARDWARE: u32 = 2
const SLL_PROTOCOL: u32 = 14
const SLL_HEADER: u32 = 16
// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html
const SLL2_PROTOCOL: u32 = 0
const SLL2_HARDWARE: u32 = 8
const SLL2_HEADER: u32 = 20

// ARPHRD_ values for which the protocol field means something else.
const HARDWARE_GRE: u32 = 778
const HARDWARE_RADIOTAP: u32 = 803
const HARDWARE_NETLINK: u32 = 824
// Values below the Ethertypes are Linux's own ETH_P_ numbers.
const LINUX_ETHERNET: u32 = 3
const LINUX_LLC: u32 = 4
const LINUX_PPP: u32 = 7

/** Linux "cooked" capture, version 1. */
export function linuxCooked(): Layer {
  return cooked(SLL_PROTOCOL, SLL_HARDWARE, SLL_HEADER)
}

/** Linux "cooked" capture, version 2. */
export function linuxCooked2(): Layer {
  return cooked(SLL2_PROTOCOL, SLL2_HARDWARE, SLL2_HEADER)
}

function cooked(protocolOffset: u32, hardwareOffset: u32, header: u32): Layer {
  if (!holds(header)) return Layer.NONE
  const protocol = wordAt(protocolOffset)
  const hardware = wordAt(hardwareOffset)
  advance(header)
  switch (hardware) {
    case HARDWARE_GRE:
      return afterGreProtocol(protocol, true)
    case HARDWARE_RADIOTAP:
      return Layer.RADIOTAP
    case HARDWARE_NETLINK:
      return Layer.NONE
    default:
      return afterLinuxProtocol(protocol)
  }
}

function afterLinuxProtocol(protocol: u32): Layer {
  switch (protocol) {
    case LINUX_ETHERNET:
      return Layer.ETHERNET
    case LINUX_LLC:
      return Layer.LLC
    case LINUX_PPP:
      return Layer.PPP_HDLC
    default:
      return afterEthertype(protocol)
  }
}
