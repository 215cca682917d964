/** What is known of each flow's service, beside the flows: made where there is something to say. Layout: contracts/abi.ts. */
import {
  FLOWS_PER_BLOCK,
  NameSource,
  SERVICE_ALPN,
  SERVICE_BITS,
  SERVICE_BYTES,
  SERVICE_LOOKUP_NAME,
  SERVICE_NAME,
  SERVICE_NAME_SOURCE,
  SERVICE_PROTOCOL,
  SERVICE_TLS_MINOR,
  Service,
  ServiceBit,
} from '../../contracts/abi'
import { allocate } from '../memory'
import { nameOf } from './names'

const BLOCK_LIMIT: usize = 1 << 16

let blocks: usize = 0

function blockOf(flow: u32): usize {
  return blocks + ((<usize>(flow / FLOWS_PER_BLOCK)) << 2)
}

/** A flow's record; 0: nothing is known of any flow near it. */
export function recordOf(flow: u32): usize {
  const block = blocks === 0 ? 0 : load<u32>(blockOf(flow))
  return block === 0 ? 0 : <usize>block + <usize>(flow % FLOWS_PER_BLOCK) * SERVICE_BYTES
}

/** A flow's record, made if need be; 0: no memory is left. */
export function makeRecord(flow: u32): usize {
  if (blocks === 0) blocks = allocate(BLOCK_LIMIT << 2)
  if (blocks === 0) return 0
  if (load<u32>(blockOf(flow)) === 0) {
    const block = allocate(<usize>FLOWS_PER_BLOCK * SERVICE_BYTES)
    if (block === 0) return 0
    store<u32>(blockOf(flow), u32(block))
  }
  return recordOf(flow)
}

export function protocolOf(record: usize): u32 {
  return load<u8>(record, SERVICE_PROTOCOL)
}

/** Keeps the protocol, unless another is known: what came first counts. */
export function noteProtocol(record: usize, protocol: Service): void {
  if (protocolOf(record) === Service.NONE) store<u8>(record, u8(protocol), SERVICE_PROTOCOL)
}

/** The flow goes on in another protocol, as both sides agreed. */
export function changeProtocol(record: usize, protocol: Service): void {
  store<u8>(record, u8(protocol), SERVICE_PROTOCOL)
}

/** Keeps the server's name, unless one is known from as good a source: the first of several counts. */
export function noteName(record: usize, text: usize, length: u32, source: NameSource): void {
  if (<u32>load<u8>(record, SERVICE_NAME_SOURCE) >= <u32>source) return
  const name = nameOf(text, length)
  if (name === 0) return
  store<u32>(record, u32(name), SERVICE_NAME)
  store<u8>(record, u8(source), SERVICE_NAME_SOURCE)
}

/** Keeps the name that the client looked up before it opened the flow. @param ofB endpoint B's, else A's. */
export function noteLookupName(record: usize, name: usize, ofB: bool): void {
  store<u32>(record, u32(name), SERVICE_LOOKUP_NAME)
  if (ofB) noteBit(record, ServiceBit.LOOKUP_NAME_OF_B)
}

/** The TLS version that the server chose: the minor number of its wire form, 3 for TLS 1.2. */
export function noteTlsMinor(record: usize, minor: u32): void {
  store<u8>(record, u8(minor), SERVICE_TLS_MINOR)
}

/** Application protocols, comma-separated: those that the client offers, until the server is seen to choose one. */
export function noteAlpn(record: usize, text: usize, length: u32): void {
  const list = nameOf(text, length)
  if (list !== 0) store<u32>(record, u32(list), SERVICE_ALPN)
}

export function hasBit(record: usize, bit: ServiceBit): bool {
  return (<u32>load<u8>(record, SERVICE_BITS) & <u32>bit) !== 0
}

export function noteBit(record: usize, bit: ServiceBit): void {
  store<u8>(record, load<u8>(record, SERVICE_BITS) | u8(bit), SERVICE_BITS)
}
