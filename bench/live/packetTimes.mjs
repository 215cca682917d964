// When each packet of a pcapng passed the kernel, and where in the file it ends.
import { readFileSync } from 'node:fs'

const INTERFACE = 1
const PACKET = 6
const RESOLUTION_OPTION = 9
const MICROSECONDS = 6

/** @returns {{ms: number, end: number}[]} milliseconds since 1970, bytes; little-endian files of one interface only. */
export function packetTimes(file) {
  const bytes = readFileSync(file)
  const packets = []
  let unitsPerMs = 1000
  for (let at = 0, length = 0; at + 12 <= bytes.length; at += length) {
    length = bytes.readUInt32LE(at + 4)
    const type = bytes.readUInt32LE(at)
    if (type === INTERFACE) unitsPerMs = 10 ** (resolution(bytes.subarray(at, at + length)) - 3)
    if (type !== PACKET) continue
    const units = bytes.readUInt32LE(at + 12) * 2 ** 32 + bytes.readUInt32LE(at + 16)
    packets.push({ ms: units / unitsPerMs, end: at + length })
  }
  return packets
}

function resolution(block) {
  for (let at = 16; at + 4 < block.length - 4; at += 4 + Math.ceil(block.readUInt16LE(at + 2) / 4) * 4)
    if (block.readUInt16LE(at) === RESOLUTION_OPTION) return block[at + 4]
  return MICROSECONDS
}

/**
 * How long each packet waited until `seen` tells of it.
 * @param seen [milliseconds since 1970, how far] in order; `reach(packet, index)` is how far it must be
 */
export function waits(packets, seen, reach) {
  let at = 0
  const found = []
  for (const [index, packet] of packets.entries()) {
    while (at < seen.length && seen[at][1] < reach(packet, index)) at++
    if (at < seen.length) found.push(seen[at][0] - packet.ms)
  }
  return found.sort((a, b) => a - b)
}

export const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
