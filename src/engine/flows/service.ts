/** A flow's service, from what the core recognised in its first payload bytes and in DNS answers before it. */
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
  if (record === 0) return null
  const { u8 } = core.views
  const protocol = SERVICE_NAMES[u8[record + SERVICE_PROTOCOL] as number] ?? null
  const name = namePointer(core, flow)
  if (protocol === null && name === 0) return null
  const alpn = pointerAt(core, record + SERVICE_ALPN)
  return {
    protocol,
    name: name === 0 ? null : toldName(core, name),
    nameFrom: name === 0 ? null : originOf(core, record),
    version: tlsVersionName(u8[record + SERVICE_TLS_MINOR] as number),
    alpn: alpn === 0 ? [] : toldProtocols(core, nameText(core, alpn).split(',')),
  }
}

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
  if (record === 0) return 0
  const told = pointerAt(core, record + SERVICE_NAME)
  if (told !== 0) return told
  const named = ((core.views.u8[record + SERVICE_BITS] as number) & ServiceBit.LOOKUP_NAME_OF_B) === 0 ? 0 : 1
  // Roles may have been learnt after the flow was named.
  return named === flow.index('server') ? pointerAt(core, record + SERVICE_LOOKUP_NAME) : 0
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

function originOf(core: Core, record: number): NameOrigin {
  const source = core.views.u8[record + SERVICE_NAME_SOURCE] as NameSource
  if (source === NameSource.SNI) return 'sni'
  return source === NameSource.HOST ? 'host' : 'dns'
}

const pointerAt = ({ views: { u32 } }: Core, at: number): number => u32[at >>> 2] as number
