import { describe, expect, it } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { replayed, run, type Tracked } from '../testing/node/runCore'

const DAY = 86_400
/** A segment's options: its TSval. */
const ts = (value: number): string => `<nop, nop, TS val ${value} ecr 1>`
const syn = (value: number): string => `<mss 1460, sackOK, TS val ${value} ecr 0, nop, wscale 7>`

/** A and B with open TCP, A's clock at `clock` and its numbers from `iss` on; then `script`. */
function track(script: string, clock = 1000, iss = 5000): Tracked[] {
  const start = `A = 10.0.0.5:51514\nB = 192.0.2.10:443\niss A = ${iss}\noptions B = ${ts(7)}\n`
  const open = `+0 A > B S ${syn(clock)}\n+0.02 B > A S. ${syn(7)}\n+0.001 A > B . ${ts(clock)}\n`
  const { core, rows, error } = run(captureOf(start + open + script))
  expect(error).toBe(0)
  expect(replayed(core, 0)).toEqual(rows.filter(({ flow }) => flow === 0))
  return rows
}
const tooOld = (rows: readonly Tracked[]): number[] => rows.filter((row) => row.isTooOld).map(({ frame }) => frame)

describe('PAWS', () => {
  it('drops data whose timestamp is older than TS.Recent', () => {
    const rows = track(`+1 A > B P. (100) ${ts(2000)}\n+0.02 B > A .\n+1 A > B P. (100) ${ts(900)}\n+0.02 B > A .\n`)
    expect(tooOld(rows)).toEqual([6])
  })

  it('takes an equal timestamp, and one that wrapped', () => {
    const near = 0xffffffff
    expect(tooOld(track(`+1 A > B P. (100) ${ts(1000)}\n+0.02 B > A .\n+1 A > B P. (1) ${ts(1000)}\n`))).toEqual([])
    expect(tooOld(track(`+1 A > B P. (100) ${ts(3)}\n+0.02 B > A .\n`, near))).toEqual([])
    expect(tooOld(track(`+1 A > B P. (9) ${ts(3)}\n+0.02 B > A .\n+1 A > B P. (9) ${ts(near)}\n`, near))).toEqual([6])
  })

  it('does the same where sequence numbers wrap', () => {
    const script = `+1 A > B P. (100) ${ts(2000)}\n+0.02 B > A .\n+1 A > B P. (100) ${ts(900)}\n`
    expect(tooOld(track(script, 1000, 2 ** 32 - 40))).toEqual([6])
  })

  it('moves no state: a FIN that is dropped closes nothing', () => {
    const rows = track(`+1 A > B P. (100) ${ts(2000)}\n+0.02 B > A .\n+1 A > B F. ${ts(900)}\n+0.02 B > A .\n`)
    expect(tooOld(rows)).toEqual([6])
    expect(rows.at(-1)).toMatchObject({ a: 'ESTABLISHED', b: 'ESTABLISHED' })
    const taken = track(`+1 A > B P. (100) ${ts(2000)}\n+0.02 B > A .\n+1 A > B F. ${ts(2001)}\n+0.02 B > A .\n`)
    expect(taken.at(-1)).toMatchObject({ a: 'FIN_WAIT_2?', b: 'CLOSE_WAIT' })
  })

  it('exempts resets', () => {
    const rows = track(`+1 A > B P. (100) ${ts(2000)}\n+0.02 B > A .\n+1 A > B R. ${ts(900)}\n`)
    expect(tooOld(rows)).toEqual([])
    expect(rows.at(-1)).toMatchObject({ a: 'CLOSED', b: 'CLOSED?' })
  })

  it('lets only what reaches back to the last ACK set TS.Recent: a filled gap is no old segment', () => {
    // 101 to 200 is overtaken by 201 to 300, whose newer timestamp does not count yet (RFC 7323 §4.3).
    const gap = `+1 A > B P. 1:101(100) ${ts(2000)}\n+0.02 B > A . ack 101\n+0 A > B P. 201:301(100) ${ts(2005)}
+0 B > A . ack 101\n+0.001 A > B P. 101:201(100) ${ts(2002)}\n+0.02 B > A . ack 301\n`
    expect(tooOld(track(gap))).toEqual([])
  })

  it('forgets TS.Recent after 24 idle days', () => {
    const idle = (days: number): string =>
      `+1 A > B P. (100) ${ts(2000)}\n+0.02 B > A .\n+${days * DAY} A > B P. (100) ${ts(900)}\n+0.02 B > A .\n`
    expect(tooOld(track(idle(23)))).toEqual([6])
    expect(tooOld(track(idle(25)))).toEqual([])
  })

  it('does not look at timestamps that one SYN did not offer', () => {
    const start = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
    const open = `+0 A > B S ${syn(1000)}\n+0.02 B > A S. <mss 1460>\n+0.001 A > B .\n`
    const { rows } = run(
      captureOf(`${start}${open}+1 A > B P. (9) ${ts(2000)}\n+0 B > A .\n+1 A > B P. (9) ${ts(9)}\n`),
    )
    expect(tooOld(rows)).toEqual([])
  })

  it('reads the option wherever it stands', () => {
    const odd = (value: number): string => `<TS val ${value} ecr 1, nop, nop>`
    expect(tooOld(track(`+1 A > B P. (9) ${odd(2000)}\n+0 B > A .\n+1 A > B P. (9) ${odd(900)}\n`))).toEqual([6])
  })
})
