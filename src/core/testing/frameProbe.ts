/** A module of the layers alone, for their tests: the host writes a frame into memory and asks what was found. */
export {
  destinationAddress,
  isIpv6,
  sourceAddress,
  tcpAt,
  tcpCaptured,
  tcpLength,
} from '../cursor'
export { dissectFrame } from '../frame'
