import { LinkType } from '../contracts/abi'
import { joinChunks } from '../pcapng/chunks'
import type { CapturedFrame } from '../pcapng/frame'
import { pcapHeader, pcapRecord } from '../pcapng/pcap'
import { PcapngWriter } from '../pcapng/writer'
import { build } from './build'
import { parse } from './parse'
import type { Script } from './script'

/** The file that a scenario becomes; pcapng, little-endian and nanoseconds where not given. */
export interface CaptureOptions {
  readonly format?: 'pcapng' | 'pcap'
  readonly littleEndian?: boolean
  readonly resolution?: 'us' | 'ns'
}

/**
 * The bytes of a capture file with the frames of a segment script.
 * @throws ScriptError with line and column of the first mistake.
 * @example captureOf('A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S\n+0.020 B > A S.\n+0 A > B .')
 */
export function captureOf(script: string | Script, options: CaptureOptions = {}): Uint8Array {
  const parsed = typeof script === 'string' ? parse(script) : script
  const frames = build(parsed)
  return joinChunks(
    options.format === 'pcap' ? pcapChunks(parsed, frames, options) : pcapngChunks(parsed, frames, options),
  )
}

const linkTypeOf = (script: Script): LinkType => (script.link === 'raw' ? LinkType.RAW : LinkType.ETHERNET)

function pcapngChunks(script: Script, frames: readonly CapturedFrame[], options: CaptureOptions): Uint8Array[] {
  const writer = new PcapngWriter(options.littleEndian ?? true)
  const comment = [script.title, script.sentence].filter((text) => text !== '').join(': ')
  return [
    writer.section({ application: 'Lastack', comments: comment === '' ? [] : [comment] }),
    writer.interface({
      linkType: linkTypeOf(script),
      snapLength: script.snapLength,
      resolution: options.resolution === 'us' ? 6 : 9,
    }),
    ...frames.map((frame) => writer.packet(frame)),
  ]
}

function pcapChunks(script: Script, frames: readonly CapturedFrame[], options: CaptureOptions): Uint8Array[] {
  const layout = {
    linkType: linkTypeOf(script),
    littleEndian: options.littleEndian ?? true,
    resolution: options.resolution ?? 'ns',
    ...(script.snapLength === 0 ? {} : { snapLength: script.snapLength }),
  }
  return [pcapHeader(layout), ...frames.map((frame) => pcapRecord(frame, layout))]
}
