/** A module of the layers alone, for their tests: the host writes a frame into memory and asks what was found. */
import { allocate } from '../memory'

export { countersPointer } from '../counters'
export {
  destinationAddress,
  isIpv6,
  sourceAddress,
  tcpAt,
  tcpCaptured,
  tcpLength,
} from '../cursor'
export { dissectFrame } from '../frame'

/** Address from which on memory is unused. */
export function unusedFrom(): usize {
  return allocate(1)
}
