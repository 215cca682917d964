/** Frames with ICMP errors about the client's segments, for segment scripts: see ENDPOINTS in verdict.fixture.ts. */
const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)

const CLIENT = [10, 0, 0, 5]
export const SERVER = [192, 0, 2, 10]
/** A hop on the way. */
export const ROUTER = [203, 0, 113, 1]

const ipv4 = (protocol: number, source: readonly number[], destination: readonly number[], body: readonly number[]) => [
  ...[0x45, 0, 0, 20 + body.length, 0, 1, 0, 0, 64, protocol, 0, 0],
  ...source,
  ...destination,
  ...body,
]

/**
 * An error that quotes the first 8 bytes of the client's segment with this sequence number.
 *
 * @param mtu what the next link takes, bytes; 0: not told.
 */
export function errorFrame(reporter: readonly number[], type: number, code: number, seq: number, mtu = 0): string {
  const quoted = ipv4(6, CLIENT, SERVER, [0xc9, 0x3a, 1, 0xbb, ...word(seq)])
  const ip = ipv4(1, reporter, CLIENT, [type, code, 0, 0, 0, 0, mtu >> 8, mtu & 0xff, ...quoted])
  return `frame x"${hex([...Array<number>(12).fill(2), 8, 0, ...ip])}"`
}
