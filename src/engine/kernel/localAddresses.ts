/** This host's own addresses: only of these does its kernel know. */
import { networkInterfaces } from 'node:os'
import type { Core } from '../core'
import type { EndpointIndex, FlowRecord } from '../flowRecord'
import { addressText } from '../flows/address'

const LOOPBACK = /^127\./

/** Addresses of all interfaces, without zones. */
export function hostAddresses(): ReadonlySet<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((several) => several ?? [])
  return new Set(addresses.map(({ address }) => address.replace(/%.*$/, '')))
}

/** Asks whether an end is this host's; remembers the answers about IPv4. */
export class LocalAddresses {
  private readonly ipv4 = new Map<number, boolean>()

  constructor(
    private readonly core: Core,
    private readonly addresses: ReadonlySet<string>,
  ) {}

  /** The same addresses as before. */
  equals(addresses: ReadonlySet<string>): boolean {
    return this.addresses.size === addresses.size && [...addresses].every((address) => this.addresses.has(address))
  }

  has(flow: FlowRecord, endpoint: EndpointIndex): boolean {
    if (flow.isIpv6) return this.addresses.has(addressText(this.core, flow, endpoint))
    const number = flow.address(endpoint)
    let isLocal = this.ipv4.get(number)
    if (isLocal === undefined) {
      const text = addressText(this.core, flow, endpoint)
      isLocal = this.addresses.has(text) || LOOPBACK.test(text)
      this.ipv4.set(number, isLocal)
    }
    return isLocal
  }
}
