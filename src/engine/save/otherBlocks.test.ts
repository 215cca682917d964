import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SaveSelection } from '../../contracts/engineProcess'
import { joinChunks } from '../../pcapng/chunks'
import { PcapngWriter } from '../../pcapng/writer'
import { build } from '../../scenario/build'
import { parse } from '../../scenario/parse'
import { loadCore, memorySource } from '../capture.fixture'
import { VerdictColumn } from '../flows/verdictColumn'
import { CaptureReader } from '../reader'
import { Judge } from '../verdicts/judge'
import { type SaveOrder, saveCapture } from './index'

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
const CUSTOM = 0xbad
const CUSTOM_FOR_UNCHANGED = 0x40000bad
const SECRETS = 10
const NAMES = 4
const STATISTICS = 5

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

/** A capture with a block of each kind between its packets. @param bytes of its last custom block. */
function captureOf(littleEndian: boolean, bytes = 40): { capture: Uint8Array; blocks: Map<number, Uint8Array> } {
  const writer = new PcapngWriter(littleEndian)
  const pen = text('\0\0\x7d\x12')
  const section = writer.section({ application: 'test' })
  const description = writer.interface({ linkType: 1, name: 'eth0' })
  const [first, ...rest] = FRAMES.map((frame) => writer.packet(frame))
  const address = Uint8Array.of(192, 0, 2, 10)
  const record = littleEndian ? [1, 0, 18, 0] : [0, 1, 0, 18]
  const blocks = new Map([
    [SECRETS, writer.block(SECRETS, joinChunks([text('KSLT'), text('\x10\0\0\0'), text('CLIENT_RANDOM aa')]))],
    [NAMES, writer.block(NAMES, joinChunks([Uint8Array.from(record), address, text('api.lan\0also\0\0\0\0\0\0\0\0')]))],
    [CUSTOM, writer.block(CUSTOM, joinChunks([pen, text('for everybody')]))],
    [CUSTOM_FOR_UNCHANGED, writer.block(CUSTOM_FOR_UNCHANGED, joinChunks([pen, new Uint8Array(bytes)]))],
    [STATISTICS, writer.statistics({ time: 0n, received: 9n, dropped: 2n })],
  ])
  const capture = joinChunks([section, description, first as Uint8Array, ...blocks.values(), ...rest])
  // It claims the length that it has.
  const length = BigInt(capture.length - section.length)
  new DataView(capture.buffer, capture.byteOffset).setBigUint64(16, length, littleEndian)
  return { capture, blocks }
}

async function saved(bytes: Uint8Array, order: Omit<SaveOrder, 'path'>) {
  const core = await loadCore()
  const source = memorySource(bytes)
  const reader = new CaptureReader(core, source)
  await reader.readAll(() => undefined)
  const judge = new Judge(core, source)
  const verdicts = new VerdictColumn(core, judge)
  while (verdicts.advance(100) === 'incomplete');
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-save-')), 'out.pcapng')
  const from = { core, source, judge, verdicts, kept: { offset: 0, framesBefore: 0 }, position: reader.position }
  const { packets, message } = await saveCapture(from, { ...order, path })
  return { packets, message: message.en, bytes: readFileSync(path) }
}

/** Types of blocks, in order. */
function typesOf(bytes: Uint8Array, littleEndian: boolean): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const types: number[] = []
  for (let at = 0; at < bytes.length; at += view.getUint32(at + 4, littleEndian)) {
    types.push(view.getUint32(at, littleEndian))
  }
  return types
}

const ONE_FLOW: SaveSelection = { what: 'flows', flows: [1] }
const ORDERS: Record<string, Omit<SaveOrder, 'path'>> = {
  'one flow': { selection: ONE_FLOW, hasComments: false },
  'one flow with verdicts': { selection: ONE_FLOW, hasComments: true },
  'all with verdicts': { selection: { what: 'all' }, hasComments: true },
  filtered: {
    selection: {
      what: 'filtered',
      filter: { text: ':444', severity: null, state: null, outcome: null, timeRange: null },
    },
    hasComments: false,
  },
}

describe.each([true, false])('blocks that are no packets; little-endian: %s', (littleEndian) => {
  const { capture, blocks } = captureOf(littleEndian)

  test('all stay as they are where nothing changes', async () => {
    const { bytes } = await saved(capture, { selection: { what: 'all' }, hasComments: false })
    expect(bytes.equals(capture)).toBe(true)
  })

  test.each(Object.entries(ORDERS))(
    '%s: names, keys, statistics and custom blocks stay byte for byte',
    async (_, order) => {
      const { packets, message, bytes } = await saved(capture, order)
      expect(message).toBe(`${packets} packets saved to out.pcapng. Left out: blocks of other programs.`)
      for (const [type, block] of blocks) {
        expect({ type, isThere: bytes.includes(Buffer.from(block)) }).toEqual({
          type,
          isThere: type !== CUSTOM_FOR_UNCHANGED,
        })
      }
      // The section no longer has the length that it claimed.
      expect(bytes.readBigUInt64LE(16)).toBe(0xffff_ffff_ffff_ffffn)
    },
  )

  test('other addresses leave out what tells names, keys, and what we do not know, and say so', async () => {
    const order = { selection: { what: 'all' }, hasComments: false, anonymising: { hasPayloads: false } } as const
    const { message, bytes } = await saved(capture, order)
    expect(message).toBe(
      '5 packets saved to out.pcapng. Left out: names of addresses, keys that decrypt and blocks of other programs.',
    )
    expect([...new Set(typesOf(bytes, littleEndian))].sort((a, b) => a - b)).toEqual([1, STATISTICS, 6, 0x0a0d0d0a])
    for (const words of ['api.lan', 'CLIENT_RANDOM', 'everybody']) expect(bytes.includes(words)).toBe(false)
  })
})

test('a block of many megabytes goes through piece by piece, or not at all', async () => {
  const { capture, blocks } = captureOf(true, 20_000_000)
  const whole = await saved(capture, { selection: { what: 'all' }, hasComments: false })
  expect(whole.bytes.equals(capture)).toBe(true)
  const large = blocks.get(CUSTOM_FOR_UNCHANGED) as Uint8Array
  const { bytes } = await saved(capture, { selection: ONE_FLOW, hasComments: false })
  expect(bytes.length).toBeLessThan(capture.length - large.length)
  expect(typesOf(bytes, true).filter((type) => type === 6)).toHaveLength(3)
})
