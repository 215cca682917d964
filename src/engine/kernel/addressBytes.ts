/** Addresses as the kernel's table writes them, as the bytes that are on the wire. */

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const GROUPS = 8

/**
 * 4 or 16 bytes in network order. A zone (`fe80::1%eth0`) is left out and an IPv4-mapped address (`::ffff:10.0.0.1`, as
 * sockets of both families have it) becomes IPv4: neither is on the wire.
 *
 * @returns null where the text is no address, as `*` of a wildcard.
 */
export function addressBytes(text: string): Uint8Array | null {
  const ipv4 = ipv4Bytes(text)
  if (ipv4) return ipv4
  const bytes = ipv6Bytes(text.replace(/%.*$/, ''))
  if (bytes === null) return null
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff
  return isMapped ? bytes.slice(12) : bytes
}

function ipv4Bytes(text: string): Uint8Array | null {
  const parts = IPV4.exec(text)?.slice(1).map(Number)
  return parts?.every((part) => part < 256) ? Uint8Array.from(parts) : null
}

function ipv6Bytes(text: string): Uint8Array | null {
  const colon = text.lastIndexOf(':')
  if (colon < 0) return null
  const tail = ipv4Bytes(text.slice(colon + 1))
  // The last 32 bits may be written as IPv4: RFC 4291 §2.2.
  const plain = tail === null ? text : `${text.slice(0, colon + 1)}${tail[0]?.toString(16)}:0`
  const halves = plain.split('::')
  if (halves.length > 2) return null
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const zeros = GROUPS - before.length - after.length
  if (halves.length === 1 ? zeros !== 0 : zeros < 1) return null
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  const bytes = new Uint8Array(2 * GROUPS)
  for (const [index, group] of groups.entries()) {
    const value = Number.parseInt(group, 16)
    bytes[2 * index] = value >>> 8
    bytes[2 * index + 1] = value & 0xff
  }
  if (tail) bytes.set(tail, 12)
  return bytes
}

/** More addresses than a host's table names at a time. */
const KEPT = 100_000

/** Remembers: few addresses have many sockets. */
export class AddressBook {
  private readonly known = new Map<string, Uint8Array | null>()

  bytes(text: string): Uint8Array | null {
    const known = this.known.get(text)
    if (known !== undefined) return known
    if (this.known.size >= KEPT) this.known.clear()
    const bytes = addressBytes(text)
    this.known.set(text, bytes)
    return bytes
  }
}
