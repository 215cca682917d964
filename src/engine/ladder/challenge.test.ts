import { describe, expect, it } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { type Challenge, challengeAt } from './challenge'
import { classify, EVENT } from './classify'
import { labelOf } from './label'
import { readFlowRows } from './readFlowRows'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = '+0 A > B S <mss 1460>\n+0.02 B > A S. <mss 1460>\n+0.001 A > B .\n'
const DATA = '+0.01 A > B P. (100)\n+0.02 B > A .\n+0.01 B > A P. (500)\n+0.02 A > B .\n'

interface Shown {
  readonly why: Challenge['why'] | null
  readonly label: string
  readonly isEvent: boolean
}

/** The last segment of a flow. */
async function last(script: string, flow = 0, start = ''): Promise<Shown> {
  const rows = readFlowRows(await coreOf(captureOf(ENDPOINTS + start + script)), flow)
  const position = rows.count - 1
  return {
    why: challengeAt(rows, position)?.why ?? null,
    label: labelOf(rows, position),
    isEvent: classify(rows)[position] === EVENT,
  }
}
const WRAPPING = 'iss A = 4294967290\niss B = 4294967290\n'

describe.each(['', WRAPPING])('challenge ACKs %j', (start) => {
  it('answer a reset that is in the window, not at RCV.NXT', async () => {
    const shown = await last(`${OPEN}${DATA}+1 B > A R 600:600(0)\n+0.01 A > B .\n`, 0, start)
    expect(shown).toMatchObject({ why: 'reset', isEvent: true })
    expect(shown.label).toBe('ACK 501, challenge ACK: the RST is not exactly at the number expected')
  })

  it('do not answer a reset out of the window', async () => {
    expect((await last(`${OPEN}${DATA}+1 B > A R 90000:90000(0)\n+0.01 A > B .\n`, 0, start)).why).toBeNull()
  })

  it('answer a SYN on a live connection, be it the same again or another', async () => {
    const same = await last(`${OPEN}${DATA}+1 A > B S 0:0(0)\n+0.02 B > A .\n`, 0, start)
    expect(same).toMatchObject({ why: 'syn', isEvent: true })
    const other = `${OPEN}${DATA}iss A = 77000\n+9 A > B S\n+0.02 B > A . =5501:5501(0) ack =1101\n`
    expect((await last(other, 1)).why).toBe('syn')
  })

  it('do not answer the first SYN: an ACK of it is a handshake that lacks its SYN,ACK', async () => {
    expect((await last('+0 A > B S\n+0.02 B > A . 1:1(0) ack 1\n', 0, start)).why).toBeNull()
  })

  it('answer an ACK of what was never sent', async () => {
    const shown = await last(
      `${OPEN}${DATA}+1 A > B P. 101:111(10) ack 9000\n+0.02 B > A . 501:501(0) ack 101\n`,
      0,
      start,
    )
    expect(shown).toMatchObject({ why: 'ack-ahead', isEvent: true })
  })

  it('do not answer an ACK of what was sent, or of what the capture lacks', async () => {
    const sent = `${OPEN}${DATA}+1 A > B P. (10)\n+0.02 B > A .\n`
    expect((await last(sent, 0, start)).why).toBeNull()
    const lacking = `${OPEN}${DATA}+1 A > B P. 101:111(10) ack 901\n+0.02 B > A . 901:901(0) ack 111\n`
    expect((await last(lacking, 0, start)).why).toBeNull()
  })

  it('answer an ACK that is below SND.UNA by more than the largest window', async () => {
    const small = OPEN.replaceAll('<mss', 'win 200 <mss').replace('A > B .', 'A > B . win 200')
    const more = '+0.01 B > A P. (200)\n+0.02 A > B . win 200\n'.repeat(4)
    const script = `${small}${more}+1 A > B P. 1:11(10) ack 100 win 200\n+0.02 B > A . 801:801(0) ack 1\n`
    expect((await last(script, 0, start)).why).toBe('ack-behind')
    const near = `${small}${more}+1 A > B P. 1:11(10) ack 700 win 200\n+0.02 B > A . 801:801(0) ack 1\n`
    expect((await last(near, 0, start)).why).toBeNull()
  })
})

describe('segments dropped by PAWS', () => {
  const ts = (value: number): string => `<nop, nop, TS val ${value} ecr 1>`
  const open = `options B = ${ts(7)}\n+0 A > B S <mss 1460, TS val 1000 ecr 0>\n+0.02 B > A S. <mss 1460, TS val 7 ecr 1000>\n+0.001 A > B . ${ts(1000)}\n`
  const dropped = `${open}+1 A > B P. (9) ${ts(2000)}\n+0.02 B > A .\n+1 A > B P. 10:19(9) ${ts(900)}\n`

  it('say so, and so does the ACK that answers them', async () => {
    expect(await last(dropped)).toMatchObject({ label: 'PSH,ACK 9 B, dropped: timestamp too old', isEvent: true })
    const answer = await last(`${dropped}+0.02 B > A . ack 10\n`)
    expect(answer).toEqual({ why: 'timestamp', label: 'ACK 10, dropped that: timestamp too old', isEvent: true })
  })
})
