import { expect, test } from 'vitest'
import { Analysis, Flag } from '../contracts/abi'
import { InFlight, type SentSegment } from './inFlight'

const ACK = Flag.ACK
const sent = (sender: 0 | 1, seq: number, length: number, ack: number, more: Partial<SentSegment> = {}) => ({
  flow: 3,
  sender,
  seq,
  ack,
  length,
  flags: ACK,
  analysis: 0,
  sacked: 0,
  ...more,
})
const told = (segments: readonly SentSegment[]): (number | null)[] => {
  const flights = new InFlight()
  return segments.map((segment) => flights.take(segment))
}

test('grows with what is sent and shrinks with what is acknowledged', () => {
  const segments = [sent(0, 1, 100, 1), sent(0, 101, 100, 1), sent(1, 1, 0, 151), sent(0, 201, 50, 1)]
  expect(told(segments)).toEqual([100, 200, null, 100])
})

test('leaves out what the receiver has beyond a gap', () => {
  const segments = [sent(0, 1, 100, 1), sent(0, 101, 300, 1), sent(1, 1, 0, 101, { sacked: 200 }), sent(0, 401, 50, 1)]
  expect(told(segments).at(-1)).toBe(150)
})

test('is not told from a segment that was not captured on, until the peer acknowledges something', () => {
  const lost = { analysis: Analysis.LOST_SEGMENT }
  const segments = [sent(0, 1, 100, 1), sent(0, 301, 100, 1, lost), sent(1, 1, 0, 301), sent(0, 401, 100, 1)]
  expect(told(segments)).toEqual([100, null, null, 200])
})

test('goes on past 2^32 and for any number of flows', () => {
  const end = 2 ** 32
  const flights = new InFlight()
  flights.take(sent(0, end - 50, 100, 1))
  expect(flights.take(sent(0, end + 50, 100, 1))).toBe(200)
  expect(flights.take(sent(1, 1, 7, 1, { flow: 100_000 }))).toBe(7)
})

test('counts the bytes since the last PSH', () => {
  const flights = new InFlight()
  const push = { flags: ACK | Flag.PSH }
  const pushed = [sent(0, 1, 100, 1), sent(0, 101, 50, 1, push), sent(0, 151, 10, 1), sent(0, 161, 5, 1, push)].map(
    (segment) => {
      flights.take(segment)
      return flights.pushedBytes
    },
  )
  expect(pushed).toEqual([100, 150, 10, 15])
})
