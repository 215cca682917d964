/** IP addresses as text to bytes. */
import { isIPv4, isIPv6 } from 'node:net'

/** An address whose first `bits` bits count. */
export interface Network {
  readonly value: Uint8Array
  readonly bits: number
}

/** `10.0.0.0/8`, `192.0.2.1`, `fe80::/10`; null: it is none. */
export function networkOf(text: string): Network | null {
  const [address = '', prefix, rest] = text.split('/')
  const value = addressBytes(address)
  if (value === null || rest !== undefined) return null
  const most = 8 * value.length
  if (prefix === undefined) return { value, bits: most }
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : most + 1
  return bits > most ? null : { value, bits }
}

/** 4 bytes or 16; null: it is no address. */
export function addressBytes(text: string): Uint8Array | null {
  if (isIPv4(text)) return Uint8Array.from(text.split('.'), Number)
  return isIPv6(text) && !text.includes('%') ? ipv6Bytes(text) : null
}

function ipv6Bytes(text: string): Uint8Array {
  const lastColon = text.lastIndexOf(':')
  const tail = text.slice(lastColon + 1)
  // RFC 4291 §2.2: the last 32 bits may be written as IPv4.
  const plain = tail.includes('.') ? text.slice(0, lastColon + 1) + groupsOfIpv4(tail) : text
  const [head = '', rest] = plain.split('::')
  const before = groups(head)
  const after = rest === undefined ? [] : groups(rest)
  const zeros = new Array<number>(8 - before.length - after.length).fill(0)
  return Uint8Array.from([...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]))
}

const groups = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))

function groupsOfIpv4(text: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number)
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

/** Negative, 0 or positive, by the first `bits` bits of two addresses of the same length. */
export function comparePrefix(one: Uint8Array, other: Uint8Array, bits: number): number {
  const whole = bits >> 3
  for (let at = 0; at < whole; at += 1) {
    const difference = (one[at] as number) - (other[at] as number)
    if (difference !== 0) return difference
  }
  const left = bits & 7
  return left === 0 ? 0 : ((one[whole] as number) >> (8 - left)) - ((other[whole] as number) >> (8 - left))
}
