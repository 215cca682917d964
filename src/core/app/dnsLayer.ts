import { capturedLeft, destinationAddress, here, isIpv6 } from '../cursor'
import { Layer } from '../layer'
import { takeDnsAnswer } from './dns'

/** A DNS message in UDP: an answer gives addresses their names. Who receives it has asked. */
export function dns(): Layer {
  takeDnsAnswer(here(), capturedLeft(), destinationAddress(), isIpv6())
  return Layer.NONE
}
