import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { fragmentFrames, lastFrameOf } from '../fragments.fixture'
import { Judge } from '../verdicts/judge'
import { readFlow } from './flow'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = '+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n'

/** What a flow counts: segments sent again and late, of A and of B. */
async function counts(script: string, flow = 0) {
  const core = await coreOf(captureOf(ENDPOINTS + script))
  const { retransmitted, late } = readFlow(core, flow, new Judge(core))
  return { again: [retransmitted.client, retransmitted.server], late: [late.client, late.server] }
}
const NONE = { again: [0, 0], late: [0, 0] }
const again = (client: number, server = 0) => ({ again: [client, server], late: [0, 0] })
const late = (client: number, server = 0) => ({ again: [0, 0], late: [client, server] })

describe.each(['', 'iss A = 4294967200\niss B = 4294967290\n'])('a flow that begins %j', (start) => {
  const opened = (script: string) => counts(start + OPEN + script)
  const unopened = (script: string) => counts(start + script)

  it('counts nothing where everything is new', async () => {
    expect(await opened('+0.1 A > B P. (300)\n+0.02 B > A P. (5000)\n+0 A > B .\n+0 A > B F.\n+0 B > A F.\n')).toEqual(
      NONE,
    )
  })

  it('counts what comes again, each time and for its sender', async () => {
    const sent = '+0.1 A > B P. 1:301(300) ack 1\n+0.3 A > B P. 1:301(300) ack 1\n'
    expect(await opened(sent)).toEqual(again(1))
    expect(
      await opened(`${sent}+0.6 A > B P. 1:301(300) ack 1\n+0 B > A P. (10)\n+0.3 B > A P. 1:11(10) ack 301\n`),
    ).toEqual(again(2, 1))
  })

  it('counts other cuts of what was captured, but not what brings more', async () => {
    const sent = '+0.1 A > B P. 1:101(100) ack 1\n+0 A > B P. 101:301(200) ack 1\n'
    expect(await opened(`${sent}+0.3 A > B P. 1:301(300) ack 1\n+0.3 A > B . 50:150(100) ack 1\n`)).toEqual(again(2))
    expect(await opened(`${sent}+0.3 A > B P. 101:302(201) ack 1\n`)).toEqual(NONE)
  })

  it.each([0.0001, 2])('tells what fills a hole after %s s from what comes again', async (wait) => {
    const hole = '+0.1 A > B P. 1:101(100) unseen\n+0 A > B P. 101:201(100)\n'
    const filled = `${hole}+${wait} A > B P. 1:101(100) ack 1\n`
    expect(await opened(filled)).toEqual(late(1))
    expect(await opened(`${filled}+0.3 A > B P. 1:101(100) ack 1\n`)).toEqual({ again: [1, 0], late: [1, 0] })
  })

  it('counts a hole that is filled in pieces, one of them with bytes that are known', async () => {
    const hole = '+0.1 A > B P. 1:101(100) unseen\n+0 A > B P. 101:201(100)\n'
    const pieces = '+0.3 A > B P. 1:41(40) ack 1\n+0.3 A > B P. 41:151(110) ack 1\n+0.3 A > B P. 1:151(150) ack 1\n'
    expect(await opened(hole + pieces)).toEqual({ again: [1, 0], late: [2, 0] })
    expect(await opened(`${hole}+0.3 A > B P. 51:301(250) ack 1\n`)).toEqual(late(1))
  })

  it('counts no keep-alive, with a byte or without', async () => {
    const idle = '+0.1 A > B P. 1:101(100) ack 1\n+0.02 B > A . 1:1(0) ack 101\n'
    expect(await opened(`${idle}+75 A > B . 100:101(1) ack 1\n+0.02 B > A . 1:1(0) ack 101\n`)).toEqual(NONE)
    expect(await opened(`${idle}+75 A > B . 100:100(0) ack 1\n+0.02 B > A . 1:1(0) ack 101\n`)).toEqual(NONE)
  })

  it('counts a lone byte that its receiver has not acknowledged', async () => {
    const key = '+0.1 A > B P. 1:101(100) ack 1\n+0.02 B > A . 1:1(0) ack 101\n+1 A > B P. 101:102(1) ack 1\n'
    expect(await opened(`${key}+0.3 A > B P. 101:102(1) ack 1\n`)).toEqual(again(1))
  })

  it('counts no zero-window probe, but what it was sent for', async () => {
    const full = '+0.1 A > B P. 1:101(100) ack 1\n+0.02 B > A . 1:1(0) ack 101 win 0\n'
    const asked = '+0.3 A > B . 101:102(1) ack 1\n+0.02 B > A . 1:1(0) ack 101 win 0\n'
    expect(await opened(full + asked + asked)).toEqual(NONE)
    const reopened = '+1 B > A . 1:1(0) ack 101 win 500\n+0 A > B P. 101:301(200) ack 1\n'
    expect(await opened(full + asked + reopened)).toEqual(NONE)
    expect(await opened(`${full}${asked}${reopened}+0.4 A > B P. 101:301(200) ack 1\n`)).toEqual(again(1))
    expect(await opened(`${full}+0.3 A > B . 100:100(0) ack 1\n+0.02 B > A . 1:1(0) ack 101 win 0\n`)).toEqual(NONE)
  })

  it('counts SYN and SYN,ACK that come again', async () => {
    const syns = '+0 A > B S\n+1 A > B S 0:0(0)\n+2 A > B S 0:0(0)\n'
    expect(await unopened(syns)).toEqual(again(2))
    expect(await unopened(`${syns}+0.02 B > A S.\n+1 B > A S. 0:0(0) ack 1\n+0 A > B .\n`)).toEqual(again(2, 1))
    expect(await opened('+1 A > B S 0:0(0)\n')).toEqual(again(1))
  })

  it('counts a SYN with data, and its data without it', async () => {
    const fast = '+0 A > B S 0:100(100) <mss 1460, fastopen x"0011223344556677">\n'
    expect(await unopened(`${fast}+1 A > B S 0:0(0)\n`)).toEqual(again(1))
    expect(await unopened(`${fast}+0.02 B > A S. 0:0(0) ack 1\n+0 A > B P. 1:101(100) ack 1\n`)).toEqual(again(1))
    expect(await unopened('+0 A > B S 0:0(0)\n+1 A > B S 0:100(100)\n')).toEqual(NONE)
  })

  it('counts the SYN,ACKs of a simultaneous open only when they come again', async () => {
    const crossing =
      '+0 A > B S 0:0(0)\n+0.001 B > A S 0:0(0)\n+0.01 A > B S. 0:0(0) ack 1\n+0.01 B > A S. 0:0(0) ack 1\n'
    expect(await unopened(crossing)).toEqual(NONE)
    expect(await unopened(`${crossing}+1 B > A S. 0:0(0) ack 1\n+0 A > B S 0:0(0)\n`)).toEqual(again(1, 1))
  })

  it('counts a FIN that comes again, alone or with the data before it', async () => {
    const closing = '+0.1 A > B P. 1:101(100) ack 1\n+0 A > B F. 101:101(0) ack 1\n'
    expect(await opened(closing)).toEqual(NONE)
    expect(await opened(`${closing}+0.3 A > B F. 101:101(0) ack 1\n+0.6 A > B FP. 1:101(100) ack 1\n`)).toEqual(
      again(2),
    )
    expect(await opened('+0.1 A > B P. 1:101(100) ack 1\n+0.3 A > B FP. 1:101(100) ack 1\n')).toEqual(NONE)
    expect(await opened('+0.1 A > B P. 1:101(100) unseen\n+0 A > B F. 101:101(0)\n+0.3 A > B P. 1:101(100)\n')).toEqual(
      late(1),
    )
  })

  it('counts no frame captured twice, and no reset', async () => {
    expect(await opened('+0.1 A > B P. (100) repeat 2 every 0.00001\n')).toEqual(NONE)
    expect(await opened('+0.1 A > B P. (100) repeat 2 every 0.3\n')).toEqual(again(1))
    expect(await opened('+0.1 A > B P. 1:101(100) ack 1\n+0.1 A > B R. 1:11(10) ack 1\n')).toEqual(NONE)
  })

  it('knows nothing of what was sent before the capture began', async () => {
    const first = '+0 A > B P. 1001:1101(100) ack 1\n+0.02 B > A . 1:1(0) ack 501\n'
    expect(await unopened(`${first}+0.3 A > B P. 501:1001(500) ack 1\n+0.3 A > B P. 1001:1101(100) ack 1\n`)).toEqual({
      again: [1, 0],
      late: [1, 0],
    })
    const answer = '+0 B > A . 1:1(0) ack 501\n+0 A > B P. 1001:1101(100) ack 1\n'
    expect(await unopened(`${answer}+0.3 A > B P. 501:1001(500) ack 1\n+0.3 A > B P. 1001:1101(100) ack 1\n`)).toEqual({
      again: [1, 0],
      late: [1, 0],
    })
  })

  it('knows a SYN,ACK captured after its data as late, and the data between them', async () => {
    const data = '+0 B > A P. 101:201(100) ack 1\n+0.001 B > A S. 0:0(0) ack 1\n'
    expect(await unopened(data)).toEqual(late(0, 1))
    expect(await unopened(`${data}+0.3 B > A P. 1:101(100) ack 1\n+0.3 B > A P. 101:201(100) ack 1\n`)).toEqual({
      again: [0, 1],
      late: [0, 2],
    })
  })

  it('knows a SYN,ACK captured after the FIN, and one after a bare ACK of another connection', async () => {
    const fin = '+0 B > A F. 101:101(0) ack 1\n+0.001 B > A S. 0:0(0) ack 1\n+0.1 B > A P. 1:101(100) ack 1\n'
    expect(await unopened(fin)).toEqual(late(0, 2))
    const older = '+0 B > A . 5000:5000(0) ack 1\n+0.001 B > A S. 0:0(0) ack 1\n+0.1 B > A P. 1:101(100) ack 1\n'
    expect(await unopened(older)).toEqual(NONE)
    expect(await unopened(`${older}+0.3 B > A P. 1:101(100) ack 1\n`)).toEqual(again(0, 1))
  })

  it('agrees with a set of all numbers captured, whatever is sent again', async () => {
    const segments = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 2, max: 60 })), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(segments, async (sent) => {
        const captured = new Set([0])
        const expected = { again: [0, 0], late: [0, 0] }
        let next = 1
        const lines = sent.map(([from, length]) => {
          const first = from + 1
          const end = first + length
          const isNew = Array.from({ length }, (_, at) => !captured.has(first + at))
          if (!isNew.includes(true)) expected.again = [(expected.again[0] ?? 0) + 1, 0]
          else if (isNew.some((fresh, at) => fresh && first + at < next))
            expected.late = [(expected.late[0] ?? 0) + 1, 0]
          for (let at = first; at < end; at += 1) captured.add(at)
          next = Math.max(next, end)
          return `+0.1 A > B . ${first}:${end}(${length}) ack 1\n`
        })
        expect(await opened(lines.join(''))).toEqual(expected)
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})

it('goes on past 2^32, 2^31 after the first number', async () => {
  const segment = (at: number) => `+1 A > B . ${at}:${at + 100}(100) ack 1\n`
  const top = 1 + 3 * 2 ** 30
  const hops = [1, 1 + 2 ** 30, 1 + 2 * 2 ** 30, top].map(segment).join('')
  const start = 'iss A = 2000000000\n'
  expect(await counts(`${start}${OPEN}${hops}${segment(top)}${segment(top - 50)}`)).toEqual({
    again: [1, 0],
    late: [1, 0],
  })
})

it('begins anew with another connection on the same ports', async () => {
  const one = 'iss A = 1000\niss B = 2000\n'
  const closed = `${OPEN}+0.1 A > B P. (10)\n+0.3 A > B P. 1:11(10) ack 1\n+0 A > B F.\n+0 B > A F.\n+0 A > B .\n`
  const two = `iss A = 900000\niss B = 800000\n${OPEN}+0.1 B > A P. (10)\n+0.3 B > A P. 1:11(10) ack 1\n`
  expect(await counts(one + closed + two)).toEqual(again(1))
  expect(await counts(one + closed + two, 1)).toEqual(again(0, 1))
})

describe.each([800_000, 1_000_000])('a SYN,ACK with ISN %i after one with 900000', (iss) => {
  const opening = 'iss B = 900000\n+0 A > B S\n+0.02 B > A S.\n'
  const at = (number: number) => `=${iss + number}`
  const other = `+0.1 B > A S. ${at(0)}:${iss}(0) ack 1\n+0 A > B . 1:1(0) ack ${at(1)}\n`
  const data = (from: number, length: number) => `+0.3 B > A P. ${at(from)}:${iss + from + length}(${length}) ack 1\n`

  it('begins the numbers anew', async () => {
    expect(await counts(opening + other + data(1, 100) + data(101, 100))).toEqual(NONE)
    expect(await counts(opening + other + data(1, 100) + data(1, 100) + data(101, 9) + data(1, 109))).toEqual(
      again(0, 2),
    )
  })
})

describe('a reset with a number beyond SND.NXT', () => {
  const collision = `iss A = 1000\n+0 A > B S\n+0.02 B > A . =7:7(0) ack =90000\n+0 A > B R =90000:90000(0)\n+1 A > B S 0:0(0)\n`
  const open = '+0.02 B > A S. =5000:5000(0) ack 1\n+0 A > B . 1:1(0) ack =5001\n'
  const data = (from: number, end: number) => `+0.3 A > B P. ${from}:${end}(${end - from}) ack =5001\n`

  it('does not make what follows the SYN a repeat', async () => {
    expect(await counts(collision + open + data(1, 101) + data(101, 201))).toEqual(again(1))
  })

  it('leaves repeats to be counted', async () => {
    const sent = data(1, 101) + data(1, 101) + data(101, 151) + data(51, 151) + data(51, 201) + data(1, 201)
    expect(await counts(collision + open + sent)).toEqual(again(4))
  })

  it('is no matter any more once data is beyond it', async () => {
    const sent = data(1, 101) + data(40_001, 100_001)
    expect(await counts(collision + open + sent + data(99_001, 100_001))).toEqual(again(2))
  })
})

it('counts a segment that came in fragments, once', async () => {
  const sent = `${ENDPOINTS}${OPEN}+0.1 A > B P. 1:1001(1000) ack 1\n`
  const frame = await lastFrameOf(captureOf(sent))
  const [first, second] = fragmentFrames(frame, [504])
  expect(await counts(`${OPEN}+0.1 A > B P. 1:1001(1000) ack 1\n+0.3 ${first}+0 ${second}`)).toEqual(again(1))
})
