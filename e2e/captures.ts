/** Captures that the tests open, in a folder of their own: the samples, and what damage makes of them. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zstdFrameOf } from '../src/engine/source/unpack/unpack.fixture'
import { joinChunks } from '../src/pcapng/chunks'
import { pcapHeader, pcapRecord } from '../src/pcapng/pcap'
import { PcapngWriter } from '../src/pcapng/writer'
import { capturesOfBothEnds } from '../src/scenario/bothEnds'
import { build } from '../src/scenario/build'
import { parse } from '../src/scenario/parse'

export const SAMPLES = join(import.meta.dirname, '..', 'resources', 'samples')

export const sampleFiles = (): readonly string[] => readdirSync(SAMPLES).filter((name) => name.endsWith('.pcapng'))

const freshFolder = () => mkdtempSync(join(tmpdir(), 'lastack-captures-'))

/** A copy of a sample under a name of its own. Returns its path. */
export function copyOfSample(sample: string, name = sample): string {
  const path = join(freshFolder(), name)
  copyFileSync(join(SAMPLES, sample), path)
  return path
}

/** All samples one after the other: pcapng files may be joined, each is a section of its own. Returns its path. */
export function allSamplesJoined(): string {
  const path = join(freshFolder(), 'all-samples.pcapng')
  writeFileSync(path, Buffer.concat(sampleFiles().map((name) => readFileSync(join(SAMPLES, name)))))
  return path
}

/** A generated capture of so many flows, the same for the same numbers. Returns its path. */
export function generated(packets: number, flows: number, openAtOnce = 2000): string {
  const path = join(freshFolder(), `${flows}-flows.pcap`)
  const options = ['--packets', packets, '--flows', flows, '--live', openAtOnce].map(String)
  execFileSync(process.execPath, [join(import.meta.dirname, '../bench/generate.mjs'), '--out', path, ...options])
  return path
}

/** A sample that ends in the middle of its last block. Returns its path and the offset of that block. */
export function truncatedSample(sample: string): { path: string; offset: number } {
  const whole = readFileSync(join(SAMPLES, sample))
  // Every pcapng block repeats its length in its last four bytes.
  const offset = whole.length - whole.readUInt32LE(whole.length - 4)
  const path = join(freshFolder(), 'truncated.pcapng')
  writeFileSync(path, whole.subarray(0, whole.length - 6))
  return { path, offset }
}

/** A file that is no capture. Returns its path. */
export function garbage(): string {
  const path = join(freshFolder(), 'garbage.pcap')
  writeFileSync(path, 'This is not a capture, whatever its name says. '.repeat(40))
  return path
}

const TALK = `
A = 10.0.0.5:51514
B = 192.0.2.10:443
+0     A > B S <mss 1460, sackOK, nop, wscale 7>
+0.030 B > A S. <mss 1460, sackOK, nop, wscale 9>
+0.030 A > B . win 502
+0.010 A > B P. (400) win 502
+0.030 B > A . win 500
+0.001 B > A P. (1000) win 500
+0.001 B > A P. (900) win 500
+0.030 A > B . win 502
+0.030 A > B P. (300) win 502
+0.030 B > A . win 500
+0.100 A > B F. win 502
+0.030 B > A F. win 500
+0.030 A > B . win 502
`
const LOST = 7
const FORGED_AFTER = 9
const RST = 0x04

/**
 * One connection at both ends of a path that loses an ACK of the client (its frame 8) and forges a reset towards the
 * client; the second clock is 5 s ahead. Returns both paths, the client's first.
 */
export function bothEnds(): readonly [string, string] {
  const forged = { flags: RST, fields: { ttl: 61, ipid: 7 }, afterNs: 1e6 }
  const { first, second } = capturesOfBothEnds(TALK, {
    passage: (line) => ({
      delayNs: 10e6,
      ...(line === LOST ? { lost: true } : line === FORGED_AFTER ? { forged } : {}),
    }),
    clock: (ns) => ns + 5e9,
  })
  const folder = freshFolder()
  const paths = [join(folder, 'client.pcapng'), join(folder, 'server.pcapng')] as const
  writeFileSync(paths[0], first.bytes)
  writeFileSync(paths[1], second.bytes)
  return paths
}

/** One connection, its frames dealt out to three files by turns: a pcap, a pcapng in zstd, one in gzip. Returns their paths. */
export function threeParts(): readonly [string, string, string] {
  const frames = build(parse(TALK))
  const dealt = (part: number) => frames.filter((_, index) => index % 3 === part)
  const layout = { linkType: 1, resolution: 'ns' } as const
  const pcapng = (part: number): Uint8Array => {
    const writer = new PcapngWriter()
    const head = [writer.section({}), writer.interface({ linkType: 1 })]
    return joinChunks([...head, ...dealt(part).map((frame) => writer.packet(frame))])
  }
  const pcap = joinChunks([pcapHeader(layout), ...dealt(0).map((frame) => pcapRecord(frame, layout))])
  const folder = freshFolder()
  const paths = [join(folder, 'one.pcap'), join(folder, 'two.pcapng'), join(folder, 'three.pcapng')] as const
  for (const [index, bytes] of [pcap, zstdFrameOf(pcapng(1)), gzipSync(pcapng(2))].entries()) {
    writeFileSync(paths[index] as string, bytes)
  }
  return paths
}
