/** Finds flows by the addresses and ports that the host puts here, both families at the same places. */
import { FREE_ROW, LOOKUP_BYTES, LOOKUP_REMOTE } from '../contracts/abi'
import { hashOf } from './flow/key'
import { find, found, foundSender } from './flow/table'

const question = memory.data(LOOKUP_BYTES, 8)

/** Where the host puts the two addresses: see LOOKUP_REMOTE. */
export function questionPointer(): usize {
  return question
}

/** The newest flow between the two, shifted left by 1, plus 1 where the first address is B's; FREE_ROW: there is none. */
export function lookUp(localPort: u32, remotePort: u32, isIpv6: bool): u32 {
  const local = question
  const remote = question + <usize>LOOKUP_REMOTE
  const hash = hashOf(local, remote, localPort, remotePort, isIpv6)
  if (!find(hash, local, remote, localPort, remotePort, isIpv6)) return FREE_ROW
  return (found() << 1) | u32(foundSender())
}
