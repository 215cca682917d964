/** Addresses as a kernel's tools write them, as the wire shows them. */
import type { Endpoint } from '../contracts/flow'

const MAX_PORT = 65_535
const MAPPED = '::ffff:'

/**
 * Reads `127.0.0.1:80`, `[::1]:80`, `[fe80::1]%eth0:80`, `0.0.0.0%lo:80`, `*:80` or `*:*`.
 *
 * Zone and bound device are left out and IPv4-mapped addresses become IPv4, since that is what packets carry. `*` is
 * the wildcard of a socket for both families: `::`.
 *
 * @returns null where the text is no endpoint.
 */
export function readEndpoint(text: string): Endpoint | null {
  const colon = text.lastIndexOf(':')
  if (colon <= 0) return null
  const port = readPort(text, colon + 1)
  const address = plainAddress(text.slice(0, colon))
  return port === null || address === null ? null : { address, port }
}

/** `*` is port 0. */
function readPort(text: string, from: number): number | null {
  if (from === text.length - 1 && text[from] === '*') return 0
  let port = 0
  for (let at = from; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return null
    port = port * 10 + digit
    if (port > MAX_PORT) return null
  }
  return from === text.length ? null : port
}

/** @returns null where the text holds what no address does. */
export function plainAddress(text: string): string | null {
  const zone = text.indexOf('%')
  let address = zone < 0 ? text : text.slice(0, zone)
  if (address.startsWith('[')) {
    const end = address.indexOf(']')
    address = address.slice(1, end < 0 ? address.length : end)
  }
  if (address === '*') return '::'
  if (address.startsWith(MAPPED) && address.includes('.')) address = address.slice(MAPPED.length)
  return ADDRESS.test(address) ? address : null
}

const ADDRESS = /^(?:[\d.]+|[\da-f:.]*:[\da-f:.]*)$/i
