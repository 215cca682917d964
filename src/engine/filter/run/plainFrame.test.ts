import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LinkType } from '../../../contracts/abi'
import type { FieldNode } from '../../../contracts/segment'
import { build } from '../../../scenario/build'
import { parse } from '../../../scenario/parse'
import { dissectWhole } from '../../segment/dissect'
import { FrameBytes } from '../../segment/frameBytes'
import { PACKET_FIELDS } from '../fields/packetFields'
import { PLAIN_NAMES, PlainFrame } from './plainFrame'

const SCRIPT = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
C = [2001:db8::5]:51514
D = [2001:db8::10]:80
+0 A > B S <mss 1460, sackOK, TS val 1 ecr 0, nop, wscale 7>
+0.1 B > A S. <mss 1460, nop, wscale 7>
+0.1 A > B . win 502
+0.1 A > B P. (100) <nop, nop, TS val 3 ecr 1>
+0.1 B > A . ack 1 <nop, nop, sack 1001:2001>
+0.1 C > D S <mss 1440, sackOK>
+0.1 D > C S. <mss 1440>
+0.1 C > D P. (40)
`
const OPTIONS = [
  'mss',
  'mss_val',
  'wscale',
  'wscale.shift',
  'sack_perm',
  'sack',
  'sack_le',
  'timestamp.tsval',
  'nop',
  'eol',
]
const NAMES = [...new Set([...PLAIN_NAMES, ...OPTIONS.map((name) => `tcp.options.${name}`)])]
const FRAMES = build(parse(SCRIPT)).map(({ bytes }) => bytes)

interface Place {
  readonly start: number
  readonly length: number
}
const places = (nodes: readonly Place[]): Place[] => nodes.map(({ start, length }) => ({ start, length }))
const walk = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...walk(node.children)])

function expectAsTree(bytes: Uint8Array, original: number): boolean {
  const plain = new PlainFrame()
  if (!plain.take(bytes, original, LinkType.ETHERNET)) return false
  const nodes = walk(dissectWhole(new FrameBytes(bytes, original), LinkType.ETHERNET, null, null).nodes)
  for (const name of NAMES) {
    const told = plain.all(name)
    if (told === null) throw new Error(`${name} is not told`)
    expect([name, ...places(told)]).toEqual([name, ...places(nodes.filter(({ filter }) => filter === name))])
  }
  return true
}

test('every frame of a plain capture is plain, and its fields are where the tree has them', () => {
  expect(FRAMES).toHaveLength(8)
  for (const bytes of FRAMES) expect(expectAsTree(bytes, bytes.length)).toBe(true)
})

test('whatever its bytes say, a frame that is taken has its fields where the tree has them', () => {
  const changes = fc.array(fc.tuple(fc.nat(90), fc.nat(255)), { maxLength: 4 })
  const cuts = fc.oneof(fc.constant(0), fc.nat(120))
  let taken = 0
  fc.assert(
    fc.property(fc.constantFrom(...FRAMES), changes, fc.nat(4), cuts, (frame, changed, padding, cut) => {
      const whole = Uint8Array.from([...frame, ...new Array(padding).fill(0)])
      const bytes = whole.slice(0, Math.max(0, whole.length - cut))
      for (const [at, value] of changed) if (at < bytes.length) bytes[at] = value
      if (expectAsTree(bytes, whole.length)) taken++
    }),
    { numRuns: 2000 },
  )
  expect(taken).toBeGreaterThan(500)
})

test('of frames whose TCP header is cut, and of other links, the tree is asked', () => {
  const bytes = FRAMES[0] as Uint8Array
  const plain = new PlainFrame()
  expect(plain.take(bytes.subarray(0, -1), bytes.length, LinkType.ETHERNET)).toBe(false)
  expect(plain.take(bytes, bytes.length, LinkType.RAW)).toBe(false)
})

test('a plain frame tells every field that filters read from packets', () => {
  const plain = new PlainFrame()
  const bytes = FRAMES[0] as Uint8Array
  expect(plain.take(bytes, bytes.length, LinkType.ETHERNET)).toBe(true)
  const recorded = ['frame', 'frame.len', 'frame.cap_len', 'eth.addr']
  const untold = PACKET_FIELDS.map(({ name }) => name).filter((name) => plain.all(name) === null)
  expect(untold).toEqual(recorded)
})
