import { expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { later, verdictOf } from '../verdict.fixture'

const syn = (value: number): string => `<mss 1460, sackOK, TS val ${value} ecr 0, nop, wscale 7>`
const ts = (value: number): string => `<nop, nop, TS val ${value} ecr 1>`
const SERVED = `A = 10.0.0.5:51514\nB = 192.0.2.10:443\nC = 10.0.0.5:40000\niss A = 1000\niss C = 9000
+0 A > B S ${syn(90_000)}\n+0.02 B > A S. ${syn(7)}\n+0.001 A > B . ${ts(90_002)}\n+0.1 A > B F. ${ts(90_100)}\n+0.02 B > A F. ${ts(9)}\n+0.001 A > B . ${ts(90_120)}\n`
const vain = (clock: number, pause = 5): string =>
  `+${pause} C > B S ${syn(clock)}\n+1 C > B S 0:0(0) ${syn(clock + 1000)}\n+2 C > B S 0:0(0) ${syn(clock + 3000)}\n`

test('a SYN with an older timestamp than another client behind the same address', async () => {
  const verdict = await verdictOf(captureOf(`${SERVED}${vain(500)}${later(5)}`), 1)
  expect(verdict).toMatchObject({ id: 'paws-drop', severity: 'stuck', certainty: 'possible' })
  expect(verdict.frames).toEqual([6, 7, 9])
  expect(verdict.sentence).toContain('timestamp 500 is older than 90,120 in frame 6')
  expect(verdict.held).toContain('stuck syn-unanswered')
})

test.each([
  ['a newer timestamp', vain(100_000)],
  ['a minute later', vain(500, 70)],
])('is something else with %s', async (_, script) => {
  expect((await verdictOf(captureOf(`${SERVED}${script}${later(5)}`), 1)).id).toBe('syn-unanswered')
})

const OPEN = `A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S ${syn(5000)}\n+0.02 B > A S. ${syn(7)}\n+0.001 A > B . ${ts(5000)}\n+1 A > B P. (100) ${ts(6000)}\n+0.02 B > A . ${ts(8)}\n`
const old = (ack: number): string =>
  `+9 A > B P. 101:201(100) ack 1 ${ts(900)}\n+0.02 B > A . 1:1(0) ack ${ack} ${ts(9)}\n`

test('what came through later is worth a note', async () => {
  const mended = `+1 A > B P. 101:201(100) ack 1 ${ts(7000)}\n+0.02 B > A . 1:1(0) ack 201 ${ts(10)}\n`
  expect((await verdictOf(captureOf(`${OPEN}${old(101)}${mended}`))).held).toContain('note paws-drop')
})

test('an ACK of it shows that it was taken after all', async () => {
  expect((await verdictOf(captureOf(`${OPEN}${old(201)}`))).held.join()).not.toContain('paws-drop')
})
