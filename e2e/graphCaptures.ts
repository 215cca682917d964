/** Captures made for graphs: a transfer with losses, and one of a million segments. */
import { closeSync, mkdtempSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captureOf } from '../src/scenario/capture'

const file = (name: string) => join(mkdtempSync(join(tmpdir(), 'lastack-graphs-')), name)

const ROUNDS = 60
const MSS = 1448

/**
 * A server sends in rounds that grow, loses a segment in some, names the rest by SACK, sends it again, and waits once for
 * a window of zero. Returns the capture's path.
 */
export function lossyTransfer(): string {
  const lines = [
    'A = 10.0.0.5:51514',
    'B = 192.0.2.10:443',
    '+0 A > B S win 64240 <mss 1460, sackOK, nop, wscale 7>',
    '+0.020 B > A S. win 65160 <mss 1460, sackOK, nop, wscale 7>',
    '+0.020 A > B . win 502',
    '+0.001 A > B P. (200) win 502',
  ]
  let next = 1
  const sent = (first: number, delay: string) => `+${delay} B > A . ${first}:${first + MSS}(${MSS}) ack 201 win 501`
  for (let round = 0; round < ROUNDS; round += 1) {
    const count = 2 + (round % 12)
    const first = next
    const isLossy = round % 12 === 7
    for (let k = 0; k < count; k += 1) {
      if (!isLossy || k !== 1) lines.push(sent(next, k === 0 ? '0.030' : '0.0005'))
      next += MSS
    }
    const hole = first + MSS
    if (isLossy) {
      lines.push(`+0.020 A > B . ack ${hole} win 480`)
      for (let k = 3; k <= count; k += 1)
        lines.push(`+0.0005 A > B . ack ${hole} win 480 <nop, nop, sack ${hole + MSS}:${first + k * MSS}>`)
      lines.push(sent(hole, '0.012'))
    }
    const isShut = round === 40
    lines.push(`+0.020 A > B . ack ${next} win ${isShut ? 0 : 500 - (round % 5) * 40}`)
    if (isShut) lines.push(`+0.400 A > B . ack ${next} win 500`)
  }
  lines.push('+0.030 B > A F.', '+0.020 A > B .', '+0.010 A > B F.', '+0.020 B > A .')
  const path = file('lossy-transfer.pcapng')
  writeFileSync(path, captureOf(lines.join('\n')))
  return path
}

const HEADERS = 14 + 20 + 20
const RECORD = 16 + HEADERS

/** One flow of so many segments in a classic pcap, headers only: two of data, then an ACK, over and over. Returns its path. */
export function longFlow(segments: number): string {
  const path = file('long-flow.pcap')
  const descriptor = openSync(path, 'w')
  const head = Buffer.alloc(24)
  head.writeUInt32LE(0xa1b2c3d4, 0)
  head.writeUInt16LE(2, 4)
  head.writeUInt16LE(4, 6)
  head.writeUInt32LE(96, 16)
  head.writeUInt32LE(1, 20)
  writeSync(descriptor, head)
  const batch = Buffer.alloc(RECORD * 4096)
  let filled = 0
  let seq = 1
  for (let k = 0; k < segments; k += 1) {
    const isData = k % 3 !== 2
    writeSegment(batch, filled * RECORD, { at: k, isData, seq: isData ? seq : 1, ack: isData ? 1 : seq })
    if (isData) seq += MSS
    filled += 1
    if (filled < 4096 && k < segments - 1) continue
    writeSync(descriptor, batch, 0, filled * RECORD)
    filled = 0
  }
  closeSync(descriptor)
  return path
}

interface LongSegment {
  readonly at: number
  readonly isData: boolean
  readonly seq: number
  readonly ack: number
}

/** A record of one segment: 10 µs after the one before, with some jitter in its ACKs. */
function writeSegment(bytes: Buffer, start: number, { at, isData, seq, ack }: LongSegment): void {
  const length = isData ? MSS : 0
  const micros = at * 10 + (isData ? 0 : (at * 7919) % 9)
  bytes.fill(0, start, start + RECORD)
  bytes.writeUInt32LE(1_700_000_000 + Math.floor(micros / 1e6), start)
  bytes.writeUInt32LE(micros % 1e6, start + 4)
  bytes.writeUInt32LE(HEADERS, start + 8)
  bytes.writeUInt32LE(HEADERS + length, start + 12)
  const ip = start + 16 + 14
  bytes.writeUInt16BE(0x0800, ip - 2)
  bytes[ip] = 0x45
  bytes.writeUInt16BE(40 + length, ip + 2)
  bytes[ip + 8] = 64
  bytes[ip + 9] = 6
  const [client, server] = [0x0a000005, 0x0a000007]
  bytes.writeUInt32BE(isData ? client : server, ip + 12)
  bytes.writeUInt32BE(isData ? server : client, ip + 16)
  const tcp = ip + 20
  bytes.writeUInt16BE(isData ? 50_000 : 443, tcp)
  bytes.writeUInt16BE(isData ? 443 : 50_000, tcp + 2)
  bytes.writeUInt32BE(seq >>> 0, tcp + 4)
  bytes.writeUInt32BE(ack >>> 0, tcp + 8)
  bytes[tcp + 12] = 0x50
  bytes[tcp + 13] = 0x10
  bytes.writeUInt16BE(isData ? 502 : 60_000 - (at % 9000), tcp + 14)
}
