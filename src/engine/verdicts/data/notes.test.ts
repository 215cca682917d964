import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, ENDPOINTS, HANDSHAKE, OPEN, OPEN_WRAPPING, verdictOf, WRAP } from '../verdict.fixture'

const judged = (script: string) => verdictOf(captureOf(script))

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('')

const SIZES = [
  ['low sequence numbers', OPEN],
  ['sequence numbers that wrap', OPEN_WRAPPING],
] as const

/** The nth hundred bytes. */
const range = (index: number): string => `${1 + 100 * index}:${101 + 100 * index}(100) ack 1`

describe.each(SIZES)('counted, %s', (_, open) => {
  const lost = (index: number): string =>
    `+0.05 A > B P. ${range(index)}\n+0.3 A > B P. ${range(index)}\n+0.02 B > A . ack ${101 + 100 * index}\n`
  const spurious = (index: number): string =>
    `+0.05 A > B P. ${range(index)}\n+0.02 B > A . ack ${101 + 100 * index}\n+0.3 A > B P. ${range(index)}\n+0.02 B > A . ack ${101 + 100 * index}\n`
  const swapped = (index: number): string =>
    `+0.05 A > B P. ${range(2 * index + 1)}\n+0.0001 A > B P. ${range(2 * index)}\n+0.02 B > A . ack ${201 + 200 * index}\n`

  test('heavy loss warns', async () => {
    expect(await judged(open + times(12, lost))).toMatchObject({ id: 'heavy-retransmission', severity: 'warning' })
    expect((await judged(open + times(9, lost))).held).toEqual(['ok open'])
  })

  test('needless retransmissions are noted, and are no loss', async () => {
    expect((await judged(open + times(12, spurious))).held).toEqual(['ok open', 'note spurious-retransmissions'])
    expect((await judged(open + times(2, spurious))).held).toEqual(['ok open'])
  })

  test('reordering is noted', async () => {
    expect((await judged(open + times(4, swapped))).held).toContain('note reordering')
    expect((await judged(open + times(2, swapped))).held).not.toContain('note reordering')
  })
})

describe.each(SIZES)('the window, %s', (_, open) => {
  const filled = (index: number): string =>
    `+0.01 A > B P. ${range(index)}\n+0.02 B > A . ack ${101 + 100 * index} win ${index % 2 === 0 ? 100 : 100}\n`

  test('filled to the last byte again and again limits the speed', async () => {
    const shut = '+0.01 B > A . win 100\n'
    const { held } = await judged(open + shut + times(12, filled))
    expect(held).toContain('note window-limited')
    expect((await judged(open + shut + times(6, filled))).held).not.toContain('note window-limited')
  })
})

describe.each([
  ['low sequence numbers', ''],
  ['sequence numbers that wrap', WRAP],
])('the handshake, %s', (_, iss) => {
  const start = `${ENDPOINTS}${iss}`
  test('that the server takes its time for is its fault', async () => {
    const slow = `${start}+0 A > B S\n+1.5 B > A S.\n+0.001 A > B .\n${DATA}${DATA}`
    const verdict = await judged(slow)
    expect(verdict).toMatchObject({ id: 'slow-handshake', severity: 'note', frames: [1, 2, 3] })
    expect(verdict.sentence).toContain('1.5 s from SYN to SYN,ACK in frame 2')
    expect(verdict.sentence).toContain('the server, or what stands before it')
  })

  test("over a path as long is nobody's fault", async () => {
    const long = `${start}+0 A > B S\n+1.5 B > A S.\n+0.001 A > B .\n+0.01 A > B P. (100)\n+1.5 B > A .\n`
    const verdict = await judged(long)
    expect(verdict).toMatchObject({ id: 'slow-handshake', certainty: 'possible' })
    expect(verdict.sentence).toContain('does not tell whether the path or a host')
  })

  test('that was sent again is another matter', async () => {
    const again = `${start}+0 A > B S\n+1 A > B S 0:0(0)\n+1.1 B > A S.\n+0.001 A > B .\n${DATA}`
    expect((await judged(again)).id).not.toBe('slow-handshake')
  })

  test('of less than a second is not slow', async () => {
    expect((await judged(`${start}+0 A > B S\n+0.9 B > A S.\n+0.001 A > B .\n${DATA}`)).held).toEqual(['ok open'])
  })
})

describe.each(SIZES)('what the capture does to segments, %s', (_, open) => {
  test('larger than the MSS is offload', async () => {
    const again = (bytes: number) =>
      `${open}+0.01 A > B P. 1:${1 + bytes}(${bytes}) ack 1\n+0.3 A > B P. 1:${1 + bytes}(${bytes}) ack 1\n+0.01 B > A . ack ${1 + bytes}\n`
    const { held } = await judged(again(9000))
    expect(held).toEqual(['ok open', 'note offload'])
    expect((await judged(again(1460))).held).toEqual(['ok open'])
  })

  test('larger than the MSS is nothing to note where nothing else happened', async () => {
    const { held } = await judged(`${open}+0.01 A > B P. (9000)\n+0.01 B > A .\n+0.01 A > B P. (9000)\n+0.01 B > A .\n`)
    expect(held).toEqual(['ok open'])
  })

  test('with checksums left to the card is noted where others look wrong', async () => {
    const left = `${open}+0.01 A > B P. (100) nosum\n+0.01 B > A .\n`
    expect((await judged(left)).held).toEqual(['ok open'])
    expect((await judged(`${left}+0.01 A > B P. (100) badsum\n+0.01 B > A .\n`)).held).toEqual([
      'ok open',
      'note offload',
    ])
    expect((await judged(`${open}+0.01 A > B P. (100) badsum\n+0.01 B > A .\n`)).held).toEqual(['ok open'])
  })

  const twice = (index: number): string =>
    `ipid A = ${1000 + index}\n+0.05 A > B P. ${range(index)}\nipid A = ${1000 + index}\n+0.0002 A > B P. ${range(index)}\n+0.02 B > A . ack ${101 + 100 * index}\n`
  const repeated = (index: number): string =>
    `+0.05 A > B P. ${range(index)}\n+0.0002 A > B P. ${range(index)}\n+0.02 B > A . ack ${101 + 100 * index}\n`

  test('twice each makes retransmissions doubtful', async () => {
    const { held } = await judged(open + times(14, twice))
    expect(held).toContain('note duplicate-frames')
    expect(held).not.toContain('warning heavy-retransmission')
  })

  test('packets with numbers of their own are no copies', async () => {
    expect((await judged(open + times(14, repeated))).held).toContain('warning heavy-retransmission')
  })
})

test('a clean handshake and talk hold no note', async () => {
  expect((await judged(ENDPOINTS + HANDSHAKE + DATA)).held).toEqual(['ok open'])
})
