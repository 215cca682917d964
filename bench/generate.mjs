#!/usr/bin/env node
// Writes a synthetic capture of TCP connections: handshakes, data, ACKs, retransmissions, closes and resets, over IPv4
// and IPv6, some tagged. The same options give the same bytes. Streamed: memory grows with flows, not with packets.
import { closeSync, openSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Conversation } from './conversation.mjs'
import { endpointsOf, FRAME_MAX, writeFrame } from './frames.mjs'
import { seeded } from './prng.mjs'

const HELP = `usage: node bench/generate.mjs --out FILE [options]

  --out FILE     classic pcap to write, microseconds
  --packets N    exact number of frames (default 100000)
  --flows N      TCP connections, at most one a packet (default packets / 25)
  --sizes LIST   segments of each connection, instead of --packets and --flows
  --live N       connections open at the same time (default 2000)
  --snaplen N    bytes kept of each frame (default 262144)
  --seed N       default 1
`
const CHUNK_BYTES = 1 << 20
const RECORD_HEADER = 16
const START_SECONDS = 1_767_225_600
const MEAN_GAP_US = 20
const SHARE_IPV6 = 0.15
const SHARE_TAGGED = 0.1

/** Segments of each flow: a heavy tail that adds up to exactly `packets`, at least one each. */
function flowSizes(packets, flows, random) {
  const weights = Float64Array.from({ length: flows }, () => Math.min(1000, (1 - random()) ** -0.8))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const sizes = Uint32Array.from(weights, (weight) => 1 + Math.floor((weight / total) * (packets - flows)))
  sizes[0] += packets - sizes.reduce((sum, size) => sum + size, 0)
  return sizes
}

function fileHeader(snaplen) {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(snaplen, 16)
  header.writeUInt32LE(1, 20)
  return header
}

/** Writes the capture; options as the command line's, without dashes, numbers as numbers. */
export function generate({ out, live = 2000, snaplen = 262_144, seed = 1, ...asked }) {
  const random = seeded(seed)
  const sizes = asked.sizes ?? flowSizes(asked.packets, asked.flows, random)
  const flows = sizes.length
  const packets = sizes.reduce((sum, size) => sum + size, 0)
  const open = []
  let begun = 0
  const begin = () => {
    const isIpv6 = random() < SHARE_IPV6
    const vlan = random() < SHARE_TAGGED ? 1 + Math.floor(random() * 4000) : 0
    open.push({
      endpoints: endpointsOf(begun, isIpv6, vlan),
      conversation: new Conversation(sizes[begun], random),
    })
    begun++
  }
  const file = openSync(out, 'w')
  writeSync(file, fileHeader(snaplen))
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES + RECORD_HEADER + FRAME_MAX)
  let used = 0
  let clockUs = 0
  for (let packet = 0; packet < packets; packet++) {
    while (open.length < live && begun < flows) begin()
    const index = Math.floor(random() * open.length)
    const { endpoints, conversation } = open[index]
    const segment = conversation.take()
    if (conversation.left === 0) {
      open[index] = open[open.length - 1]
      open.pop()
    }
    clockUs += 1 + Math.floor(random() * 2 * MEAN_GAP_US)
    const clockMs = 1_000_000 + Math.floor(clockUs / 1000)
    const length = writeFrame(buffer, used + RECORD_HEADER, endpoints, segment, clockMs)
    const kept = Math.min(length, snaplen)
    buffer.writeUInt32LE(START_SECONDS + Math.floor(clockUs / 1e6), used)
    buffer.writeUInt32LE(clockUs % 1e6, used + 4)
    buffer.writeUInt32LE(kept, used + 8)
    buffer.writeUInt32LE(length, used + 12)
    used += RECORD_HEADER + kept
    if (used >= CHUNK_BYTES || packet === packets - 1) {
      writeSync(file, buffer, 0, used)
      used = 0
    }
  }
  closeSync(file)
}

function main() {
  const text = { type: 'string' }
  const { values } = parseArgs({
    options: {
      out: text,
      packets: text,
      flows: text,
      sizes: text,
      live: text,
      snaplen: text,
      seed: text,
      help: { type: 'boolean' },
    },
  })
  const sizes = values.sizes?.split(',').map(Number)
  const packets = Number(values.packets ?? 100_000)
  const flows = Number(values.flows ?? Math.ceil(packets / 25))
  const numbers = { live: Number(values.live ?? 2000), snaplen: Number(values.snaplen ?? 262_144) }
  const seed = Number(values.seed ?? 1)
  const areNumbers = [packets, flows, seed, ...(sizes ?? []), ...Object.values(numbers)].every((number) =>
    Number.isInteger(number),
  )
  if (values.help || values.out === undefined || !areNumbers || flows < 1 || flows > packets || numbers.live < 1) {
    console.error(HELP)
    process.exit(values.help ? 0 : 2)
  }
  generate({ out: values.out, packets, flows, sizes, ...numbers, seed })
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
