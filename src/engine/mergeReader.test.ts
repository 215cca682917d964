import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNTER_FRAMES, FREE_ROW, LinkType } from '../contracts/abi'
import { joinChunks } from '../pcapng/chunks'
import type { CapturedFrame } from '../pcapng/frame'
import { pcapHeader, pcapRecord } from '../pcapng/pcap'
import { PcapngWriter } from '../pcapng/writer'
import { build } from '../scenario/build'
import { parse } from '../scenario/parse'
import { scripts } from '../scenario/random'
import { coreOf, loadCore, memorySource } from './capture.fixture'
import type { Core } from './core'
import { MergeReader } from './mergeReader'
import { readRecord } from './segment/readRecord'
import { SegmentRecord } from './segmentRecord'
import { MergedSource } from './source/merged'
import type { Source } from './source/source'

const FORMATS = ['pcapng', 'big-endian pcapng', 'late interfaces', 'sections', 'pcap', 'big-endian pcap'] as const
type Format = (typeof FORMATS)[number]

/** A capture of these frames; `late interfaces` and `sections` declare anew before every frame. */
function fileOf(frames: readonly CapturedFrame[], format: Format): Uint8Array {
  if (format.endsWith('pcap')) {
    const layout = { linkType: LinkType.ETHERNET, littleEndian: format === 'pcap', resolution: 'ns' } as const
    return joinChunks([pcapHeader(layout), ...frames.map((frame) => pcapRecord(frame, layout))])
  }
  const writer = new PcapngWriter(format !== 'big-endian pcapng')
  const declared = { linkType: LinkType.ETHERNET, snapLength: 0, resolution: 9 }
  const head = (): Uint8Array[] => [writer.section({ application: 'test' }), writer.interface(declared)]
  return joinChunks([
    ...head(),
    ...frames.flatMap((frame, index) => {
      if (format === 'sections') return [...head(), writer.packet(frame)]
      if (format === 'late interfaces') return [writer.interface(declared), writer.packet(frame, index)]
      return [writer.packet(frame)]
    }),
  ])
}

const named = (source: Source, name: string): Source =>
  Object.create(source, { name: { value: name }, path: { value: `/captures/${name}` } }) as Source

interface Merged {
  readonly core: Core
  readonly source: MergedSource
  readonly reader: MergeReader
}

async function merge(files: readonly Uint8Array[], arriving?: number, spreadBytes?: number): Promise<Merged> {
  const core = await loadCore()
  const sources = files.map((bytes, index) => named(memorySource(bytes, arriving), `${index}.pcapng`))
  const source = new MergedSource(sources, spreadBytes)
  const reader = new MergeReader(core, source)
  for (let step = reader.step(); step !== 'done'; step = reader.step()) if (step === 'starved') await source.more()
  return { core, source, reader }
}

/** Every segment with its frame's bytes as read back. */
function rowsOf(core: Core, source: Source): unknown[] {
  const cursor = new SegmentRecord(core)
  const rows: unknown[] = []
  for (let index = 0; index < core.segmentLimit(); index += 1) {
    if (cursor.at(index).flow === FREE_ROW >>> 1) continue
    const { frame, time, seq, ack, flags, length, sender, offset } = cursor.at(index)
    const { bytes, time: readTime } = readRecord(core, source, offset)
    rows.push({ frame, time, seq, ack, flags, length, sender, readTime, bytes: Buffer.from(bytes).toString('hex') })
  }
  return rows
}

/** The frames that two files would be merged to: of the next ones the earliest, of equal ones the last file's. */
function inOrder(parts: readonly (readonly CapturedFrame[])[]): CapturedFrame[] {
  const left = parts.map((part) => [...part])
  const taken: CapturedFrame[] = []
  for (;;) {
    const heads = left.filter((part) => part.length > 0)
    const first = heads.reduce<CapturedFrame[] | null>(
      (best, part) => (best === null || (part[0]?.time ?? 0n) <= (best[0]?.time ?? 0n) ? part : best),
      null,
    )
    const frame = first?.shift()
    if (frame === undefined) return taken
    taken.push(frame)
  }
}

const SCRIPT = `
A = 10.0.0.5:51514
B = 192.0.2.10:443
+0 A > B S <mss 1460, wscale 7>
+0.020 B > A S. <mss 1460, wscale 7>
+0.001 A > B .
+0.010 A > B P. (100)
+0.200 A > B P. 1:101(100)
+0.020 B > A .
+0.100 B > A P. (1000)
+0.020 A > B .
`
const FRAMES = build(parse(SCRIPT))
const even = FRAMES.filter((_, index) => index % 2 === 0)
const odd = FRAMES.filter((_, index) => index % 2 === 1)

describe('several captures read as one', () => {
  test('are the capture that they are parts of, whatever their formats and however their bytes arrive', async () => {
    const whole = fc.tuple(
      scripts(),
      fc.array(fc.constantFrom(...FORMATS), { minLength: 2, maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 20, max: 4000 }),
      // Out of order within the parts, and at the same time.
      fc.constantFrom(1n, 10_000_000n),
      fc.boolean(),
    )
    await fc.assert(
      fc.asyncProperty(whole, async ([script, formats, random, arriving, tick, isShuffled]) => {
        const frames = build(parse(script)).map((frame) => ({ ...frame, time: (frame.time / tick) * tick }))
        const parts = formats.map((): CapturedFrame[] => [])
        for (const frame of frames) {
          const part = parts[random.next().value % parts.length] as CapturedFrame[]
          if (isShuffled && random.next().value % 3 === 0) part.unshift(frame)
          else part.push(frame)
        }
        const { core, source, reader } = await merge(
          parts.map((part, index) => fileOf(part, formats[index] as Format)),
          arriving,
        )
        expect(reader.problems).toEqual([])
        const expected = fileOf(inOrder(parts), 'pcapng')
        expect(rowsOf(core, source)).toEqual(rowsOf(await coreOf(expected), memorySource(expected)))
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  test('lead back to the right file where each lies in many slots, one of them far behind the others', async () => {
    const many = build(parse(`${SCRIPT}${'+0.001 A > B P. (1400)\n'.repeat(300)}`))
    const sparse = many.filter((_, index) => index % 50 === 7)
    const dense = many.filter((_, index) => index % 50 !== 7)
    const files = [fileOf(sparse, 'pcapng'), fileOf(dense, 'pcap')]
    // Slots of 16 KiB.
    const { core, source } = await merge(files, undefined, 64 * 1024)
    expect(source.size / source.slotBytes).toBeGreaterThan(30)
    const whole = fileOf(many, 'pcap')
    expect(rowsOf(core, source)).toEqual(rowsOf(await coreOf(whole), memorySource(whole)))
  })

  test('go on without the one that is cut short, which is named with its own offset and frames', async () => {
    const cut = fileOf(odd, 'pcapng')
    const { core, reader } = await merge([fileOf(even, 'pcap'), cut.subarray(0, cut.length - 10)])
    expect(core.counter(COUNTER_FRAMES)).toBe(FRAMES.length - 1)
    const [{ message, offset, fatal } = { message: '', offset: 0, fatal: true }, ...others] = reader.problems
    expect(others).toEqual([])
    const lastBlock = fileOf(odd.slice(0, -1), 'pcapng').length
    expect({ message, offset, fatal }).toEqual({
      message: `/captures/1.pcapng: the file ends inside a record that begins at byte ${lastBlock}; 3 frames before that were read; if it is still being written, open it again later`,
      offset: lastBlock,
      fatal: false,
    })
    expect(reader.isUnreadable).toBe(false)
  })

  test('go on without those that are no captures', async () => {
    const text = new TextEncoder().encode('no capture at all')
    const { core, reader } = await merge([text, fileOf(FRAMES, 'pcapng'), new Uint8Array()])
    expect(core.counter(COUNTER_FRAMES)).toBe(FRAMES.length)
    expect(reader.problems.map(({ message }) => message)).toEqual([
      '/captures/0.pcapng: not a capture (at byte 0): it begins like no pcap, pcapng or snoop file; name a capture file',
      '/captures/2.pcapng: the file is empty (at byte 0); nothing was captured into it',
    ])
    expect(reader.isUnreadable).toBe(false)
    expect((await merge([text, text])).reader.isUnreadable).toBe(true)
  })

  test('are named by their names', () => {
    const files = ['a', 'b', 'c'].map((name) => named(memorySource(new Uint8Array()), name))
    expect(new MergedSource(files.slice(0, 2)).name).toBe('a and b')
    expect(new MergedSource(files).name).toBe('a and 2 more')
  })
})
