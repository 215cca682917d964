/** The 4-tuple of a segment: hashing and comparing it, the same in both directions. */
import { FLOW_ADDRESS_A, FLOW_ADDRESS_B, FLOW_BITS, FLOW_PORT_A, FLOW_PORT_B, FlowBit } from '../../contracts/abi'

const MIX_1: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15
const MIX_2: u64 = ((<u64>0xc2b2ae3d) << 32) | 0x27d4eb4f

function mix(value: u64): u64 {
  let x = (value ^ (value >> 32)) * MIX_1
  x = (x ^ (x >> 29)) * MIX_2
  return x ^ (x >> 32)
}

/** One endpoint as a number: equal endpoints give equal numbers. */
function endpointHash(address: usize, port: u32, isIpv6: bool): u64 {
  if (!isIpv6) return mix(((load<u32>(address) as u64) << 16) | port)
  return mix(load<u64>(address) ^ mix(load<u64>(address, 8) + port))
}

/** Hash of a 4-tuple; never 0; swapping the endpoints doesn't change it. */
export function hashOf(source: usize, destination: usize, sourcePort: u32, destinationPort: u32, isIpv6: bool): u32 {
  const x = endpointHash(source, sourcePort, isIpv6)
  const y = endpointHash(destination, destinationPort, isIpv6)
  const both = mix((x + y) ^ (x * y))
  return u32(both) | 1
}

function sameAddress(flow: usize, offset: usize, address: usize, isIpv6: bool): bool {
  const kept = load<u32>(flow + offset)
  if (!isIpv6) return kept === load<u32>(address)
  return load<u64>(kept) === load<u64>(address) && load<u64>(kept, 8) === load<u64>(address, 8)
}

/** 0: the segment goes from A to B; 1: from B to A; -1: it is of another flow. */
export function direction(
  flow: usize,
  source: usize,
  destination: usize,
  sourcePort: u32,
  destinationPort: u32,
  isIpv6: bool,
): i32 {
  if (((load<u32>(flow, FLOW_BITS) & FlowBit.IPV6) !== 0) !== isIpv6) return -1
  const portA: u32 = load<u16>(flow, FLOW_PORT_A)
  const portB: u32 = load<u16>(flow, FLOW_PORT_B)
  if (
    portA === sourcePort &&
    portB === destinationPort &&
    sameAddress(flow, FLOW_ADDRESS_A, source, isIpv6) &&
    sameAddress(flow, FLOW_ADDRESS_B, destination, isIpv6)
  ) {
    return 0
  }
  if (
    portB === sourcePort &&
    portA === destinationPort &&
    sameAddress(flow, FLOW_ADDRESS_B, source, isIpv6) &&
    sameAddress(flow, FLOW_ADDRESS_A, destination, isIpv6)
  ) {
    return 1
  }
  return -1
}
