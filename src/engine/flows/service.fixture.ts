/** Messages that tell a service, made byte by byte. */

const u16 = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value & 0xff)
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const sized = (...parts: readonly Uint8Array[]): Uint8Array => {
  const body = join(...parts)
  return join(u16(body.length), body)
}

/** RFC 8446 §4.2. */
export const extension = (type: number, body: Uint8Array): Uint8Array => join(u16(type), sized(body))

/** RFC 6066 §3. */
export const serverName = (name: string): Uint8Array => extension(0, sized(Uint8Array.of(0), sized(ascii(name))))

/** RFC 7301 §3.1. */
export const alpn = (...protocols: readonly string[]): Uint8Array =>
  extension(16, sized(...protocols.map((name) => join(Uint8Array.of(name.length), ascii(name)))))

function record(type: number, body: Uint8Array): Uint8Array {
  const message = join(Uint8Array.of(type, 0), u16(body.length), body)
  return join(Uint8Array.of(22, 3, 1), sized(message))
}

/** A record with a hello that allows TLS 1.2 at least. */
export const clientHello = (extensions: readonly Uint8Array[]): Uint8Array =>
  record(
    1,
    join(Uint8Array.of(3, 3), new Uint8Array(33), sized(u16(0x1301)), Uint8Array.of(1, 0), sized(...extensions)),
  )

export const serverHello = (extensions: readonly Uint8Array[]): Uint8Array =>
  record(2, join(Uint8Array.of(3, 3), new Uint8Array(33), u16(0x1301), Uint8Array.of(0), sized(...extensions)))

const octets = (address: string): Uint8Array => Uint8Array.from(address.split('.'), Number)

/** An answer to the question for a name's IPv4 addresses, RFC 1035 §4.1. */
export function dnsAnswer(name: string, addresses: readonly string[]): Uint8Array {
  const labels = name.split('.').map((label) => join(Uint8Array.of(label.length), ascii(label)))
  const records = addresses.map((address) => join(u16(0xc00c), u16(1), u16(1), u16(0), u16(60), sized(octets(address))))
  const counts = join(u16(1), u16(addresses.length), u16(0), u16(0))
  return join(u16(7), u16(0x8180), counts, ...labels, Uint8Array.of(0), u16(1), u16(1), ...records)
}

/** An Ethernet frame with a UDP datagram; its checksums are 0: not computed. */
export function udpFrame(from: string, fromPort: number, to: string, toPort: number, body: Uint8Array): Uint8Array {
  const udp = join(u16(fromPort), u16(toPort), u16(8 + body.length), u16(0), body)
  const head = join(Uint8Array.of(0x45, 0), u16(20 + udp.length), new Uint8Array(4), Uint8Array.of(64, 17, 0, 0))
  return join(new Uint8Array(12), u16(0x0800), head, octets(from), octets(to), udp)
}
