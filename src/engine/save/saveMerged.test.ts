import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LinkType } from '../../contracts/abi'
import type { SaveSelection } from '../../contracts/engineProcess'
import { joinChunks } from '../../pcapng/chunks'
import type { CapturedFrame } from '../../pcapng/frame'
import { pcapHeader, pcapRecord } from '../../pcapng/pcap'
import { PcapngWriter } from '../../pcapng/writer'
import { build } from '../../scenario/build'
import { parse } from '../../scenario/parse'
import { scripts } from '../../scenario/random'
import { loadCore, memorySource } from '../capture.fixture'
import type { Core } from '../core'
import { VerdictColumn } from '../flows/verdictColumn'
import { MergeReader } from '../mergeReader'
import { CaptureReader } from '../reader'
import { describeSegment } from '../segment/index'
import { readRecord } from '../segment/readRecord'
import { SegmentRecord } from '../segmentRecord'
import { MergedSource } from '../source/merged'
import type { Source } from '../source/source'
import { Judge } from '../verdicts/judge'
import { type SaveOrder, saveCapture } from './index'

const FORMATS = ['pcapng', 'big-endian pcapng', 'sections', 'pcap'] as const
type Format = (typeof FORMATS)[number]
const declared = { linkType: LinkType.ETHERNET, resolution: 9 }

/** `sections` begins a section of two interfaces before every frame, which comes from the second. */
function fileOf(frames: readonly CapturedFrame[], format: Format): Uint8Array {
  if (format === 'pcap') {
    const layout = { linkType: LinkType.ETHERNET, resolution: 'ns' } as const
    return joinChunks([pcapHeader(layout), ...frames.map((frame) => pcapRecord(frame, layout))])
  }
  const writer = new PcapngWriter(format === 'pcapng')
  const head = [writer.section({}), writer.interface(declared)]
  if (format !== 'sections') return joinChunks([...head, ...frames.map((frame) => writer.packet(frame))])
  const section = (frame: CapturedFrame): Uint8Array[] => {
    const own = new PcapngWriter()
    return [own.section({}), own.interface(declared), own.interface({ ...declared, name: 'b' }), own.packet(frame, 1)]
  }
  return joinChunks([...head, ...frames.flatMap(section)])
}

async function merged(files: readonly Uint8Array[]) {
  const core = await loadCore()
  const named = files.map((bytes, index) => {
    const name = { value: `${index}.pcapng` }
    return Object.create(memorySource(bytes), { name, path: name }) as Source
  })
  const source = new MergedSource(named)
  const reader = new MergeReader(core, source)
  while (reader.step() !== 'done');
  const judge = new Judge(core, source)
  const verdicts = new VerdictColumn(core, judge)
  while (verdicts.advance(100) === 'incomplete');
  return { core, source, judge, verdicts, kept: { offset: 0, framesBefore: 0 }, position: reader.position }
}

async function saved(files: readonly Uint8Array[], order: Omit<SaveOrder, 'path'>) {
  const from = await merged(files)
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-save-')), 'out.pcapng')
  const { packets, message } = await saveCapture(from, { ...order, path })
  return { packets, message: message.en, from, bytes: new Uint8Array(readFileSync(path)) }
}

async function read(bytes: Uint8Array) {
  const [core, source] = [await loadCore(), memorySource(bytes)]
  const reader = new CaptureReader(core, source)
  await reader.readAll(() => undefined)
  expect(reader.problem).toBeNull()
  return rowsOf(core, source)
}

function rowsOf(core: Core, source: Source) {
  const segment = new SegmentRecord(core)
  return Array.from({ length: core.segmentLimit() }, (_, index) => {
    const { frame, time, flow, offset } = segment.at(index)
    return { frame, time, flow, bytes: Buffer.from(readRecord(core, source, offset).bytes).toString('hex') }
  })
}

const ALL: SaveSelection = { what: 'all' }
const FRAMES = build(
  parse(`
A = 10.0.0.5:1000
B = 192.0.2.10:443
C = 10.0.0.5:1001
D = 192.0.2.10:444
+0 A > B S
+0.1 C > D S
+0.1 B > A R.
+1 C > D S 0:0(0)
+2 C > D S 0:0(0)
`),
)
const third = (part: number): CapturedFrame[] => FRAMES.filter((_, index) => index % 3 === part)

describe('saving captures that are read as one', () => {
  test('writes their packets in the order in which they were read, whatever their formats', async () => {
    const formats = fc.array(fc.constantFrom(...FORMATS), { minLength: 2, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(scripts(), formats, fc.constantFrom(1n, 10_000_000n), async (script, parts, tick) => {
        const frames = build(parse(script)).map((frame) => ({ ...frame, time: (frame.time / tick) * tick }))
        const files = parts.map((format, part) =>
          fileOf(
            frames.filter((_, index) => (index * index + index) % parts.length === part),
            format,
          ),
        )
        const { packets, from, bytes } = await saved(files, { selection: ALL, hasComments: false })
        expect(packets).toBe(frames.length)
        expect(await read(bytes)).toEqual(rowsOf(from.core, from.source))
      }),
      { numRuns: 25, seed: 3 },
    )
  })

  test('keeps some flows, verdicts as comments, and other addresses', async () => {
    const files = FORMATS.slice(0, 3).map((format, part) => fileOf(third(part), format))
    const selection: SaveSelection = { what: 'flows', flows: [1] }
    const one = await saved(files, { selection, hasComments: true })
    expect(one.message).toBe('3 packets saved to out.pcapng.')
    expect(
      Buffer.from(one.bytes)
        .toString('utf8')
        .match(/Lastack, flow 1, stuck/g),
    ).toHaveLength(1)
    const rows = rowsOf(one.from.core, one.from.source).filter(({ flow }) => flow === 1)
    expect((await read(one.bytes)).map(({ bytes }) => bytes)).toEqual(rows.map(({ bytes }) => bytes))
    const masked = await saved(files, { selection: ALL, hasComments: false, anonymising: { hasPayloads: false } })
    expect(masked.packets).toBe(5)
    expect(await read(masked.bytes)).toHaveLength(5)
    expect(Buffer.from(masked.bytes).includes(Buffer.of(192, 0, 2, 10))).toBe(false)
  })

  test('keeps what stands beside packets, and says what it leaves out', async () => {
    const writer = new PcapngWriter()
    const [section, description] = [writer.section({}), writer.interface({ ...declared, name: 'eth7' })]
    const names = writer.block(4, Uint8Array.of(1, 0, 6, 0, 192, 0, 2, 10, 0x61, 0, 0, 0))
    const forUnchanged = writer.block(0x40000bad, Uint8Array.of(1, 2, 3, 4))
    const statistics = writer.statistics({ time: 0n, dropped: 3n })
    const packets = third(1).map((frame) => writer.packet(frame))
    const rich = joinChunks([section, description, names, ...packets, statistics, forUnchanged])
    const { message, bytes } = await saved([fileOf(third(0), 'pcapng'), rich, fileOf(third(2), 'pcap')], {
      selection: ALL,
      hasComments: false,
    })
    expect(message).toBe('5 packets saved to out.pcapng. Left out: blocks of other programs.')
    const text = Buffer.from(bytes)
    expect([
      text.includes('eth7'),
      text.includes(Buffer.from(names)),
      text.includes(Buffer.from(forUnchanged)),
    ]).toEqual([true, true, false])
    // Its interface is the second now.
    const renumbered = statistics.slice()
    renumbered[8] = 1
    expect(text.includes(Buffer.from(renumbered))).toBe(true)
  })

  test('keeps what was written down about each section, once, and nothing of it under other addresses', async () => {
    const fileWith = (comments: readonly string[], part: 0 | 1, littleEndian = true) => {
      const writer = new PcapngWriter(littleEndian)
      const head = [writer.section({ comments }), writer.interface({ ...declared, comments: ['of an interface'] })]
      return joinChunks([...head, ...third(part).map((frame) => writer.packet(frame))])
    }
    const again = new PcapngWriter()
    const later = joinChunks([again.section({ comments: ['a later section'] }), again.interface(declared)])
    const files = [
      joinChunks([fileWith(['taken at the client', 'both'], 0), later]),
      fileWith(['taken at the server', 'both'], 1, false),
    ]
    const { bytes, from } = await saved(files, { selection: ALL, hasComments: false })
    const header = bytes.subarray(0, new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true))
    const words = Buffer.from(header).toString()
    for (const text of ['taken at the client', 'taken at the server', 'both', 'a later section'])
      expect(words.split(text)).toHaveLength(2)
    expect(words).not.toContain('of an interface')
    expect(from.core.commentCount()).toBe(7)
    const masked = await saved(files, { selection: ALL, hasComments: false, anonymising: { hasPayloads: true } })
    expect(Buffer.from(masked.bytes).toString()).not.toContain('taken at')
  })

  test('ends a file that is cut short where its reading ended', async () => {
    const cut = fileOf(third(1), 'pcapng')
    const files = [fileOf(third(0), 'pcap'), cut.subarray(0, cut.length - 5), fileOf(third(2), 'big-endian pcapng')]
    expect(await saved(files, { selection: ALL, hasComments: false })).toMatchObject({ packets: 4 })
  })
})

test('a frame is known by its file', async () => {
  const { core, source } = await merged([fileOf(third(0), 'pcapng'), fileOf(third(1), 'pcap')])
  const segment = new SegmentRecord(core)
  const files = Array.from({ length: 4 }, (_, index) => source.fileAt(segment.at(index).offset))
  expect(files).toEqual(['0.pcapng', '1.pcapng', '0.pcapng', '1.pcapng'])
  const [layer] = describeSegment(core, source, 1)?.layers ?? []
  expect(layer?.value).toBe('2, 54 bytes, of 1.pcapng')
})
