/** The TCP checksum, which also covers a pseudo header of addresses, protocol and length (RFC 9293 §3.1). */
import type { FieldNode } from '../../../contracts/segment'
import { complement, fold, onesSum } from '../checksum'
import { type FrameBytes, hexNumber, type Span } from '../frameBytes'
import type { Network } from '../layer'

const CHECKSUM = 16
const PROTOCOL_TCP = 6

export function checksumNode(frame: FrameBytes, span: Span, network: Network | null): FieldNode {
  const found = frame.u16(span.at + CHECKSUM)
  const node = (meaning: string): FieldNode =>
    frame.node('tcp.checksum', 'Checksum', hexNumber(found, 4), span.at + CHECKSUM, 2, meaning)
  if (network === null || network.isRerouted) return node('Not verifiable: its addresses are not known.')
  if (network.isFragment) return node('Not verifiable: the rest of the segment is in other fragments.')
  if (span.end > frame.captured) return node('Not verifiable: the capture cut the segment.')
  const pseudo = pseudoSum(frame, network, span.end - span.at)
  const right = complement(onesSum(frame.bytes, span.at, span.end, pseudo + 0xffff - found))
  if (right === found) return node('Correct.')
  // A card that fills checksums in finds the pseudo header's sum here, or nothing.
  if (found === pseudo || found === 0) return node('Unset: filled in by the network card (offload).')
  return node(`Wrong, should be ${hexNumber(right, 4)}.`)
}

function pseudoSum(frame: FrameBytes, network: Network, length: number): number {
  const { source, destination, addressBytes } = network
  const addresses = onesSum(
    frame.bytes,
    source,
    source + addressBytes,
    onesSum(frame.bytes, destination, destination + addressBytes),
  )
  return fold(addresses + PROTOCOL_TCP + Math.floor(length / 0x10000) + (length % 0x10000))
}
