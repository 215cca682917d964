const IPV6_GROUPS = 8

/** Bytes of an IPv4 or IPv6 address in text form, or null where it is neither. IPv6 without a zone. */
export function addressBytes(text: string): Uint8Array | null {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text)
}

/** Bytes of a MAC address like 00:00:5e:00:53:01, or null. */
export function macBytes(text: string): Uint8Array | null {
  if (!/^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/.test(text)) return null
  return Uint8Array.from(text.split(':'), (pair) => Number.parseInt(pair, 16))
}

function ipv4Bytes(text: string): Uint8Array | null {
  const parts = text.split('.')
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  return isAddress ? Uint8Array.from(parts, Number) : null
}

function ipv6Bytes(text: string): Uint8Array | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const before = head ?? []
  const after = tail ?? []
  const missing = IPV6_GROUPS - before.length - after.length
  // "::" stands for at least one group (RFC 4291 §2.2 says "one or more").
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after]
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null
  return Uint8Array.from(groups.flatMap((group) => wordBytes(Number.parseInt(group, 16))))
}

const wordBytes = (word: number): [number, number] => [word >> 8, word & 0xff]
