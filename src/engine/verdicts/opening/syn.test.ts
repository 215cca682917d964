import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { ENDPOINTS, later, verdictOf, WRAP } from '../verdict.fixture'

const judged = (script: string, flow = 0) => verdictOf(captureOf(script), flow)
/** SYNs at these seconds. */
const syns = (times: readonly number[], options = '<mss 1460>'): string =>
  times.map((at) => `@${at} A > B S 0:0(0) ${options}\n`).join('')

describe.each([
  ['low sequence numbers', ENDPOINTS],
  ['sequence numbers that wrap', `${ENDPOINTS}${WRAP}`],
])('syn-unanswered, %s', (_, endpoints) => {
  test('a SYN repeated in vain is stuck', async () => {
    const verdict = await judged(`${endpoints}${syns([0, 1, 3])}`)
    expect(verdict).toMatchObject({ id: 'syn-unanswered', severity: 'stuck', frames: [1, 3] })
  })

  test('a SYN answered at last is not', async () => {
    const verdict = await judged(`${endpoints}${syns([0, 1])}+0.02 B > A S.\n+0.001 A > B .\n`)
    expect(verdict).toMatchObject({ id: 'open', severity: 'ok' })
  })
})

describe('the retries of a SYN', () => {
  const LINUX = '<mss 1460, sackOK, TS val 1 ecr 0, nop, wscale 7>'
  const WINDOWS = '<mss 1460, nop, wscale 8, nop, nop, sackOK>'
  const MACOS = '<mss 1460, nop, wscale 6, nop, nop, TS val 1 ecr 0, sackOK, eol>'

  test('that double fit Linux before 6.5, Windows and no macOS', async () => {
    const { sentence } = await judged(`${ENDPOINTS}${syns([0, 1.01, 3.02, 7.05])}`)
    expect(sentence).toContain('The retries came after 1, 3 and 7 s, as Linux before 6.5 or Windows does it.')
  })

  test('of a Linux SYN tell the kernel, the next try and the end', async () => {
    const { sentence, expectedNext } = await judged(`${ENDPOINTS}${syns([0, 1.01, 2.02, 3.03, 4.04], LINUX)}`)
    expect(sentence).toContain('The retries came after 1, 2, 3 and 4 s, as Linux 6.5 or later does it.')
    expect(expectedNext).toContain(
      'Else the SYN again by frame 1 + 5 s; the sender gives up 131 s after frame 1 on Linux 6.5 or later (assumed).',
    )
  })

  test('of a Windows SYN follow the Windows timers', async () => {
    const script = `${ENDPOINTS}ttl A = 128\n${syns([0, 1, 3], WINDOWS)}`
    expect((await judged(script)).sentence).toContain('as Windows does it.')
  })

  test('of a macOS SYN follow the macOS timers', async () => {
    const { expectedNext } = await judged(`${ENDPOINTS}${syns([0, 1, 2], `win 65535 ${MACOS}`)}`)
    expect(expectedNext).toContain('gives up 75 s after frame 1 on macOS (assumed).')
  })

  test('that follow no schedule are said to', async () => {
    const { sentence } = await judged(`${ENDPOINTS}${syns([0, 0.4, 0.8])}`)
    expect(sentence).toContain('which no known system does')
  })

  test('are over when the time is up', async () => {
    const { expectedNext } = await judged(`${ENDPOINTS}${syns([0, 1, 3, 7, 15, 31, 63], LINUX)}${later(100)}`)
    expect(expectedNext).toContain('The sender gave up 127 s after frame 1 on Linux before 6.5 (assumed).')
  })
})

describe('syn-refused', () => {
  test('says how quickly the RST came', async () => {
    const verdict = await judged(`${ENDPOINTS}+0 A > B S\n+0.02 B > A R. =0:0(0) ack 1\n`)
    expect(verdict).toMatchObject({ id: 'syn-refused', severity: 'warning', certainty: 'proved' })
    expect(verdict.sentence).toContain('with RST in frame 2, 20 ms later')
  })

  test('counts a RST only if it acknowledges the SYN, also where that wraps', async () => {
    const wrapped = `${ENDPOINTS}iss A = 4294967295\n+0 A > B S\n+0.02 B > A R. =0:0(0) ack`
    expect(await judged(`${wrapped} 1\n`)).toMatchObject({ id: 'syn-refused' })
    expect((await judged(`${wrapped} =4294967290\n`)).id).not.toBe('syn-refused')
  })

  const other = (ttl: number): string =>
    `C = 10.0.0.7:4000\nD = 192.0.2.10:80\nttl D = 55\n+0 C > D S\n+0.02 D > C S.\n+0 C > D .\n${ENDPOINTS}ttl B = ${ttl}\n+0 A > B S\n+0.02 B > A R. =0:0(0) ack 1\n`

  test('by a TTL like that of the host, the host answered', async () => {
    const { sentence } = await judged(other(55), 1)
    expect(sentence).toContain('The host itself answered, it seems: its TTL is 55')
  })

  test('by another TTL, a device on the way answered', async () => {
    const { sentence } = await judged(other(253), 1)
    expect(sentence).toContain('A device on the way answered, it seems: its TTL is 253')
  })
})

describe('one-way', () => {
  const oneWay = (wrap: string): string =>
    `${ENDPOINTS}${wrap}+0 A > B S\n+0.02 B > A S. unseen\n+0.001 A > B .\n+0.01 A > B P. (100)\n+0.02 B > A . unseen\n`

  test.each(['', WRAP])('a capture of one direction proves nothing by silence', async (wrap) => {
    const verdict = await judged(`${oneWay(wrap)}+0.1 A > B F.\n${later(60)}`)
    expect(verdict).toMatchObject({ id: 'one-way', severity: 'note', certainty: 'proved' })
  })

  test('a SYN alone is no one-way capture: nothing acknowledges what was not seen', async () => {
    expect((await judged(`${ENDPOINTS}+0 A > B S\n${later(60)}`)).held).not.toContain('note one-way')
  })

  test('both directions are none', async () => {
    expect((await judged(`${ENDPOINTS}+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n`)).held).toEqual(['ok open'])
  })
})
