/** A flow's service, from what the core recognised in its first payload bytes, in DNS answers before it, and in its file. */
import {
  NAME_LENGTH,
  NAME_TEXT,
  NameSource,
  SERVICE_ALPN,
  SERVICE_BITS,
  SERVICE_LOOKUP_NAME,
  SERVICE_NAME,
  SERVICE_NAME_SOURCE,
  SERVICE_PROTOCOL,
  SERVICE_TLS_MINOR,
  ServiceBit,
} from '../../contracts/abi'
import type { NameOrigin, Service } from '../../contracts/flow'
import { SERVICE_NAMES, tlsVersionName } from '../../contracts/names'
import type { Core } from '../core'
import type { FlowRecord } from '../flowRecord'

/** Service and name of a flow; null where neither is known. */
export function readService(core: Core, flow: FlowRecord): Service | null {
  const record = core.servicePointer(flow.id)
  const name = namePointer(core, flow)
  if (record === 0) return name === 0 ? null : { ...UNKNOWN, name: toldName(core, name), nameFrom: 'file' }
  const { u8 } = core.views
  const protocol = SERVICE_NAMES[u8[record + SERVICE_PROTOCOL] as number] ?? null
  if (protocol === null && name === 0) return null
  const alpn = pointerAt(core, record + SERVICE_ALPN)
  return {
    protocol,
    name: name === 0 ? null : toldName(core, name),
    nameFrom: name === 0 ? null : originOf(core, flow, record),
    version: tlsVersionName(u8[record + SERVICE_TLS_MINOR] as number),
    alpn: alpn === 0 ? [] : toldProtocols(core, nameText(core, alpn).split(',')),
  }
}

const UNKNOWN = { protocol: null, version: null, alpn: [] } as const

const toldName = (core: Core, pointer: number): string => {
  const name = nameText(core, pointer)
  return core.mask === null ? name : core.mask.name(name)
}

/** Those that anybody may offer: others may tell whose program it is. */
const COMMON_PROTOCOLS: readonly string[] = ['http/1.0', 'http/1.1', 'h2', 'h3']

const toldProtocols = ({ mask }: Core, protocols: readonly string[]): string[] =>
  protocols.filter((protocol) => mask === null || COMMON_PROTOCOLS.includes(protocol))

/** Pointer to the name of a flow's server, for `nameText`; equal names have equal pointers. 0: it has none. */
export function namePointer(core: Core, flow: FlowRecord): number {
  const record = core.servicePointer(flow.id)
  const told = record === 0 ? 0 : pointerAt(core, record + SERVICE_NAME) || lookupPointer(core, flow, record)
  return told === 0 ? filePointer(core, flow) : told
}

/** Pointer to the name that the client looked up. */
function lookupPointer(core: Core, flow: FlowRecord, record: number): number {
  const named = ((core.views.u8[record + SERVICE_BITS] as number) & ServiceBit.LOOKUP_NAME_OF_B) === 0 ? 0 : 1
  // Roles may have been learnt after the flow was named.
  return named === flow.index('server') ? pointerAt(core, record + SERVICE_LOOKUP_NAME) : 0
}

/** Pointer to the name that the file gives the server's address. */
function filePointer(core: Core, flow: FlowRecord): number {
  const server = flow.index('server')
  return core.fileName(flow.isIpv6 ? flow.address(server) : flow.addressPointer(server), flow.isIpv6)
}

/** Number of a flow's protocol: its place in SERVICE_NAMES. */
export function protocolNumber(core: Core, flow: number): number {
  const record = core.servicePointer(flow)
  return record === 0 ? 0 : (core.views.u8[record + SERVICE_PROTOCOL] as number)
}

/** A name's text: visible ASCII. */
export function nameText(core: Core, pointer: number): string {
  const { u8 } = core.views
  const length = (u8[pointer + NAME_LENGTH] as number) + 256 * (u8[pointer + NAME_LENGTH + 1] as number)
  return String.fromCharCode(...u8.subarray(pointer + NAME_TEXT, pointer + NAME_TEXT + length))
}

function originOf(core: Core, flow: FlowRecord, record: number): NameOrigin {
  const source = core.views.u8[record + SERVICE_NAME_SOURCE] as NameSource
  if (source === NameSource.SNI) return 'sni'
  if (source === NameSource.HOST) return 'host'
  return lookupPointer(core, flow, record) === 0 ? 'file' : 'dns'
}

const pointerAt = ({ views: { u32 } }: Core, at: number): number => u32[at >>> 2] as number
