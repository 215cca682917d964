import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, later, OPEN, OPEN_WRAPPING, verdictOf } from '../verdict.fixture'

const judged = (script: string) => verdictOf(captureOf(script))

const SIZES = [
  ['low sequence numbers', OPEN],
  ['sequence numbers that wrap', OPEN_WRAPPING],
] as const

/** One endpoint sends the same data again and again, in vain. */
const tries = (who: string, range: string, ack: number): string =>
  [0.1, 0.3, 0.6, 1.2].map((pause) => `+${pause} ${who} P. ${range} ack ${ack}\n`).join('')

describe.each(SIZES)('data without an ACK, %s', (_, open) => {
  test('is stuck once it was repeated, and tells the tries', async () => {
    const verdict = await judged(`${open}${DATA}${tries('A > B', '101:201(100)', 501)}${later(5)}`)
    expect(verdict).toMatchObject({ id: 'data-unacknowledged', severity: 'stuck', certainty: 'likely' })
    expect(verdict.sentence).toMatch(/^100 B from 10\.0\.0\.5, sent in frame 8 and again 3 times up to frame 11,/)
    expect(verdict.frames).toEqual([6, 8, 11])
  })

  test('is open where the ACK came at last', async () => {
    const verdict = await judged(
      `${open}${DATA}${tries('A > B', '101:201(100)', 501)}+0.1 B > A . ack 201\n${later(2)}`,
    )
    expect(verdict.severity).not.toBe('stuck')
  })

  test('of large segments alone is an MTU black hole', async () => {
    const alive = '+0.05 A > B . ack 501\n'
    const large = tries('B > A', '501:1961(1460)', 101)
    const verdict = await judged(`${open}${DATA}${large}${alive}${later(5)}`)
    expect(verdict).toMatchObject({ id: 'mtu-black-hole', severity: 'stuck', certainty: 'likely' })
    expect(verdict.sentence).toContain('The segment of 1,460 B that 192.0.2.10 sent in frame 8 and again 3 times')
    expect(verdict.sentence).toContain('smaller ones pass (500 B in frame 6)')
    expect(verdict.nextStep.command).toBe('ping -M do -s 1472 -c 3 10.0.0.5')
  })

  test('of large segments alone to a peer that fell silent may be an MTU black hole, or a pulled cable', async () => {
    const verdict = await judged(`${open}${DATA}${tries('B > A', '501:1961(1460)', 101)}${later(5)}`)
    expect(verdict).toMatchObject({ id: 'data-unacknowledged', severity: 'stuck' })
    expect(verdict.held).toContain('note mtu-black-hole')
  })

  test('after a large segment that was acknowledged is no MTU black hole', async () => {
    const passed = '+0.1 B > A P. 501:1961(1460)\n+0.02 A > B . ack 1961\n'
    const large = tries('B > A', '1961:3421(1460)', 101)
    const verdict = await judged(`${open}${DATA}${passed}${large}${later(5)}`)
    expect(verdict).toMatchObject({ id: 'data-unacknowledged', severity: 'stuck' })
    expect(verdict.held).not.toContain('stuck mtu-black-hole')
  })

  test('of small segments is no MTU black hole', async () => {
    const { held } = await judged(`${open}${DATA}${tries('B > A', '501:1501(1000)', 101)}${later(5)}`)
    expect(held).not.toContain('stuck mtu-black-hole')
  })
})

describe.each(SIZES)('keep-alives, %s', (_, open) => {
  const probe = (pause: number): string => `+${pause} A > B . 100:100(0) ack 501\n`
  const answer = '+0.02 B > A . 501:501(0) ack 101\n'

  test('without an answer tell that the peer is gone', async () => {
    const verdict = await judged(`${open}${DATA}${probe(30)}${answer}${probe(30)}${probe(5)}${probe(5)}${later(1)}`)
    expect(verdict).toMatchObject({ id: 'keep-alive-unanswered', severity: 'stuck', certainty: 'likely' })
    expect(verdict.sentence).toContain('sent 3 keep-alives in frame 10 and later, none of which 192.0.2.10 answered')
  })

  test('and then a reset tell that the sender gave up', async () => {
    const verdict = await judged(`${open}${DATA}${probe(30)}${probe(5)}+5 A > B R.\n`)
    expect(verdict).toMatchObject({ id: 'keep-alive-unanswered', severity: 'warning' })
    expect(verdict.sentence).toContain('then gave up with RST in frame 10')
  })

  test('that are answered are healthy', async () => {
    const { id, severity } = await judged(`${open}${DATA}${probe(30)}${answer}${probe(30)}${answer}${later(1)}`)
    expect({ id, severity }).toEqual({ id: 'open', severity: 'ok' })
  })
})

describe.each(SIZES)('an idle connection, %s', (_, open) => {
  test('that meets RST names the timeout that ran out', async () => {
    const verdict = await judged(`${open}${DATA}+352 A > B P. (100)\n+0.02 B > A R 501:501(0)\n`)
    expect(verdict).toMatchObject({ id: 'idle-timeout', severity: 'warning', certainty: 'likely' })
    expect(verdict.sentence).toContain('350 s of AWS NAT gateways and Network Load Balancers')
    expect(verdict.frames).toEqual([7, 8, 9])
  })

  test('that meets silence is stuck, whatever the pauses between the tries', async () => {
    const again = '101:201(100) ack 501\n'
    const script = `${open}${DATA}+3700 A > B P. (100)\n+0.3 A > B P. ${again}+60 A > B P. ${again}+120 A > B P. ${again}`
    const verdict = await judged(`${script}${later(5)}`)
    expect(verdict).toMatchObject({ id: 'idle-timeout', severity: 'stuck', certainty: 'possible' })
    expect(verdict.sentence).toContain('1 h of Cisco ASA')
  })

  test('of less than a minute is not blamed', async () => {
    const verdict = await judged(`${open}${DATA}+55 A > B P. (100)\n+0.02 B > A R 501:501(0)\n`)
    expect(verdict.id).toBe('half-open')
  })

  test('that answers after the pause and then resets is not blamed', async () => {
    const talk = '+352 A > B P. (100)\n+0.02 B > A P. (10)\n+0.02 A > B .\n'
    expect((await judged(`${open}${DATA}${talk}+0.1 B > A R.\n`)).id).toBe('reset-by-server')
  })
})

describe.each(SIZES)('a closed window, %s', (_, open) => {
  const fill = '+0.1 A > B P. (1000)\n+0.02 B > A . win 0\n'
  test("at the end is the receiver's application not reading", async () => {
    const probe = '+5 A > B . 1000:1000(0) ack 1\n+0.02 B > A . win 0\n'
    const verdict = await judged(`${open}${fill}${probe}${later(1)}`)
    expect(verdict).toMatchObject({ id: 'zero-window', severity: 'stuck', certainty: 'likely' })
    expect(verdict.frames).toEqual([5, 7])
  })

  test('of one direction alone proves nothing', async () => {
    const oneWay = open.replaceAll(/(A > B .*)/g, '$1 unseen')
    expect((await judged(`${oneWay}+0.1 B > A . win 0\n${later(60)}`)).held).not.toContain('stuck zero-window')
  })

  test('a moment before the end proves nothing', async () => {
    expect(await judged(`${open}${fill}${later(0.5)}`)).toMatchObject({ id: 'zero-window', severity: 'note' })
  })
})

describe.each(SIZES)('a request, %s', (_, open) => {
  const ask = '+0.1 A > B P. (100)\n+0.02 B > A .\n'
  test('acknowledged and not answered is noted', async () => {
    const verdict = await judged(`${open}${DATA}${DATA}${DATA}${DATA}${ask}${later(20)}`)
    expect(verdict).toMatchObject({ id: 'sender-silent', severity: 'note', certainty: 'possible', frames: [20, 21] })
  })

  test('that the server never answered with a single byte is noted', async () => {
    expect((await judged(`${open}${ask}${later(20)}`)).id).toBe('sender-silent')
  })

  test('after which no answer was ever the custom is not', async () => {
    const greeting = '+0.01 B > A P. (300)\n+0.02 A > B .\n'
    expect((await judged(`${open}${greeting}${ask}${later(20)}`)).held).not.toContain('note sender-silent')
  })

  test('that was just sent is not', async () => {
    expect((await judged(`${open}${DATA}${DATA}${ask}${later(2)}`)).held).toEqual(['ok open'])
  })

  test('that was answered is not', async () => {
    expect((await judged(`${open}${DATA}${DATA}${later(200)}`)).held).not.toContain('note sender-silent')
  })
})
