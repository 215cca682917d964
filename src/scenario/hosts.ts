import { ScriptError } from './cursor'
import { Direction } from './direction'
import type { TcpOption } from './options'
import type { EndpointStatement, Position, SettingStatement } from './script'

/** An endpoint of a script with its settings in force. */
export interface Host {
  readonly address: Uint8Array
  readonly port: number
  readonly mac: Uint8Array
  readonly iss: number
  readonly ttl: number
  /** Identification of its next IPv4 packet. */
  readonly ipid: number
  /** On segments that say nothing about options. */
  readonly options: readonly TcpOption[]
  /** Timestamp value at the start of the script. */
  readonly clock: number
}

/** The endpoints of a script and what they have sent to one another so far. */
export class Hosts {
  private readonly hosts = new Map<string, Host>()
  private readonly directions = new Map<string, Direction>()

  declare(statement: EndpointStatement): void {
    const seed = hashOf(statement.name)
    this.hosts.set(statement.name, {
      address: statement.address,
      port: statement.port,
      mac: documentationMac(this.hosts.size + 1),
      iss: seed,
      ttl: 64,
      ipid: seed >>> 16,
      options: [],
      clock: Math.imul(seed, 0x9e37_79b1) >>> 1,
    })
  }

  set(statement: SettingStatement): void {
    const { setting, value, endpoint } = statement
    this.change(endpoint, { [setting]: value })
    if (setting === 'iss') this.forgetSentBy(endpoint)
  }

  /** @throws ScriptError at `position` where the name is unknown. */
  get(name: string, position: Position): Host {
    const host = this.hosts.get(name)
    if (host === undefined) throw new ScriptError(position.line, position.column, `no endpoint is called '${name}'`)
    return host
  }

  direction(from: string, to: string): Direction {
    const key = `${from}>${to}`
    const direction = this.directions.get(key) ?? new Direction()
    this.directions.set(key, direction)
    return direction
  }

  /** The identification that a packet of this endpoint bears; counts on. */
  takeIpid(name: string, host: Host): number {
    this.change(name, { ipid: (host.ipid + 1) & 0xffff })
    return host.ipid
  }

  private change(name: string, settings: Partial<Host>): void {
    const host = this.hosts.get(name)
    if (host !== undefined) this.hosts.set(name, { ...host, ...settings })
  }

  /** A new initial sequence number begins a new connection. */
  private forgetSentBy(name: string): void {
    for (const key of this.directions.keys()) if (key.startsWith(`${name}>`)) this.directions.delete(key)
  }
}

/** 00-00-5E-00-53-xx is set aside for documentation (RFC 9542 §2.1.2). */
const documentationMac = (number: number): Uint8Array => Uint8Array.of(0, 0, 0x5e, 0, 0x53, number & 0xff)

/**
 * FNV-1a, finished so that similar names end far apart. Of the name alone: the same script gives the same numbers,
 * whichever addresses its endpoints have.
 */
function hashOf(name: string): number {
  let hash = 0x811c_9dc5
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x0100_0193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
