/** Gives a capture another clock: what a second host's would be. */
import { readFileSync, writeFileSync } from 'node:fs'

const FILE_HEADER = 24
const RECORD_HEADER = 16
const CAPTURED_LENGTH = 8
const SECOND_NS = 1_000_000_000

/** Rewrites the times of a little-endian pcap with nanoseconds: ahead by `offsetNs` at its start, then drifting. */
export function giveOtherClock(path: string, offsetNs: number, driftPpm: number): void {
  const bytes = readFileSync(path)
  if (bytes.readUInt32LE(0) !== 0xa1b23c4d) throw new Error(`${path} is not what tcpdump writes here`)
  const timeAt = (at: number): bigint =>
    BigInt(bytes.readUInt32LE(at)) * BigInt(SECOND_NS) + BigInt(bytes.readUInt32LE(at + 4))
  const start = timeAt(FILE_HEADER)
  for (let at = FILE_HEADER; at + RECORD_HEADER <= bytes.length; ) {
    const since = Number(timeAt(at) - start)
    const time = start + BigInt(Math.round(offsetNs + since * (1 + driftPpm / 1e6)))
    bytes.writeUInt32LE(Number(time / BigInt(SECOND_NS)), at)
    bytes.writeUInt32LE(Number(time % BigInt(SECOND_NS)), at + 4)
    at += RECORD_HEADER + bytes.readUInt32LE(at + CAPTURED_LENGTH)
  }
  writeFileSync(path, bytes)
}
