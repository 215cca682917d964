/** Reads what a test captured: pcapng of one section in this machine's byte order, whole blocks only. */
import { readFileSync } from 'node:fs'
import { BlockType } from '../../src/pcapng/writer'

export interface CapturedPacket {
  readonly interfaceId: number
  /** In the units of its interface since 1970. */
  readonly time: bigint
  readonly bytes: Buffer
  readonly originalLength: number
}

export interface CapturedFile {
  /** The bodies of Interface Description Blocks. */
  readonly interfaces: readonly Buffer[]
  readonly packets: readonly CapturedPacket[]
  readonly statistics: number
}

export function readCaptured(path: string): CapturedFile {
  const file = readFileSync(path)
  const interfaces: Buffer[] = []
  const packets: CapturedPacket[] = []
  let statistics = 0
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    const body = file.subarray(at + 8, at + file.readUInt32LE(at + 4) - 4)
    switch (file.readUInt32LE(at)) {
      case BlockType.INTERFACE_DESCRIPTION:
        interfaces.push(body)
        break
      case BlockType.INTERFACE_STATISTICS:
        statistics++
        break
      case BlockType.ENHANCED_PACKET:
        packets.push({
          interfaceId: body.readUInt32LE(0),
          time: (BigInt(body.readUInt32LE(4)) << 32n) | BigInt(body.readUInt32LE(8)),
          bytes: body.subarray(20, 20 + body.readUInt32LE(12)),
          originalLength: body.readUInt32LE(16),
        })
    }
  }
  return { interfaces, packets, statistics }
}
