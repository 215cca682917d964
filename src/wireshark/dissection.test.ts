import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FieldNode } from '../contracts/segment'
import { WIRESHARK_FRAMES_MOST } from '../contracts/wireshark'
import { captureOf } from '../scenario/capture'
import { Dissection } from './dissection'
import type { Library } from './library'
import { libraryOf, MemoryGone } from './library.fixture'
import { answer } from './service'

const hex = (text: string | Uint8Array): string => `x"${Buffer.from(text).toString('hex')}"`
const BODY = 'hello from the compressed body'
const REQUEST = 'GET /hello HTTP/1.1\r\nHost: example.org\r\n\r\n'
const ZIPPED = gzipSync(BODY)
const HEAD = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: ${ZIPPED.length}\r\n\r\n`
/** A request, and an answer whose body comes in a segment of its own. */
const CONVERSATION = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 A > B S <mss 1460>
+0.01 B > A S. <mss 1460>
+0.01 A > B .
+0.01 A > B P. (${REQUEST.length}) ${hex(REQUEST)}
+0.02 B > A . (${HEAD.length}) ${hex(HEAD)}
+0.02 B > A P. (${ZIPPED.length}) ${hex(ZIPPED)}
+0.01 A > B .
`
/** As they are numbered in a capture that holds other flows, too. */
const FRAMES = Uint32Array.of(12, 15, 16, 20, 21, 25, 26)

let library: Library
let dissection: Dissection
beforeAll(async () => {
  library = await libraryOf()
  dissection = new Dissection(library)
  dissection.load(captureOf(CONVERSATION), FRAMES)
})

const all = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...all(node.children)])
const fieldsOf = (frame: number) => all(dissection.frame(frame).layers)
const named = (frame: number, name: string) => fieldsOf(frame).find(({ filter }) => filter === name)

describe('the tree of a frame', () => {
  test('has every layer, with names, values and bytes', () => {
    expect(dissection.frame(20).layers.map(({ filter }) => filter)).toEqual(['frame', 'eth', 'ip', 'tcp', 'http'])
    expect(named(20, 'tcp.dstport')).toMatchObject({
      name: 'Destination Port: 80',
      expression: 'tcp.dstport == 80',
      start: 36,
      length: 2,
    })
    expect(named(20, 'http.host')?.name).toContain('example.org')
  })

  test('shows what was put together from several segments, and decompressed', () => {
    const { sources } = dissection.frame(25)
    expect(sources).toHaveLength(3)
    const [frame, together, body] = sources
    expect(frame?.bytes.length).toBe(54 + ZIPPED.length)
    expect(together?.bytes.length).toBe(HEAD.length + ZIPPED.length)
    expect(Buffer.from(body?.bytes ?? []).toString()).toBe(BODY)
    expect(named(25, 'http.response.code')?.source).toBe(1)
    expect(fieldsOf(25).some(({ source, length }) => source === 2 && length > 0)).toBe(true)
  })

  test('numbers frames as the open capture does', () => {
    expect(named(25, 'frame')?.name).toMatch(/^Frame 25: /)
    expect(named(25, 'frame.number')).toMatchObject({ name: 'Frame Number: 25', expression: 'frame.number == 25' })
    expect(named(25, 'http.request_in')).toMatchObject({ leadsTo: 20, expression: 'http.request_in == 20' })
    expect(fieldsOf(25).map(({ name }) => name)).toContain('2 Reassembled TCP Segments (139 bytes): #21(89), #25(50)')
    expect(named(16, 'tcp.analysis.acks_frame')).toMatchObject({ leadsTo: 15 })
  })

  test('keeps every field within its bytes', () => {
    for (const frame of FRAMES) {
      const { sources, layers } = dissection.frame(frame)
      for (const { start, length, source = 0 } of all(layers))
        expect(start + length).toBeLessThanOrEqual(sources[source]?.bytes.length ?? -1)
    }
  })
})

test('a frame that was not handed over, and bytes that are no capture, are refused', () => {
  const request = { ask: 'load', id: 2, capture: Uint8Array.of(1, 2, 3), frames: Uint32Array.of(1, 2) }
  expect(answer(dissection, { ask: 'frame', id: 1, frame: 13 })).toMatchObject({ id: 1, ok: false })
  expect(answer(dissection, request)).toMatchObject({ id: 2, ok: false })
})

test('what is no question is refused', () => {
  const many = new Uint32Array(WIRESHARK_FRAMES_MOST + 1)
  for (const wrong of [null, 'load', { ask: 'load', id: 1, capture: 'path', frames: [1] }, { ask: 'frame', id: 1 }])
    expect(answer(dissection, wrong)).toMatchObject({ id: -1, ok: false })
  expect(answer(dissection, { ask: 'load', id: 1, capture: new Uint8Array(4), frames: many })).toMatchObject({
    ok: false,
  })
})

test('flows take turns, and leave no memory behind', () => {
  const other = captureOf('A = 10.0.0.5:1\nB = 192.0.2.10:2\n+0 A > B S\n+0.1 B > A R.\n')
  for (let turn = 0; turn < 50; turn++) {
    dissection.load(captureOf(CONVERSATION), FRAMES)
    expect(dissection.frame(25).sources).toHaveLength(3)
    dissection.load(other, Uint32Array.of(7, 8))
    expect(dissection.frame(8).frame).toBe(8)
  }
})

test('it takes no more memory than it may', async () => {
  await expect(libraryOf(64)).rejects.toThrow(MemoryGone)
  // A body of 29 MB, which is put together.
  const parts = Array.from({ length: 480 }, () => '+0.001 B > A . (60000)')
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 28800000\r\n\r\n'
  const begin = CONVERSATION.split('\n').slice(0, 7).join('\n')
  const capture = captureOf(`${begin}\n+0.1 B > A . (${head.length}) ${hex(head)}\n${parts.join('\n')}\n`)
  const frames = Uint32Array.from({ length: 485 }, (_, place) => place + 1)
  const small = new Dissection(await libraryOf(129))
  small.load(capture, frames)
  expect(() => small.frame(485)).toThrow(MemoryGone)
})
