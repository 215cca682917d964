import { describe, expect, it } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { readFlow } from '../flows/flow'
import { planLadder } from '../ladder/index'
import { Judge } from '../verdicts/judge'
import { ladderText } from './ladderText'

async function textOf(script: string): Promise<string[]> {
  const core = await coreOf(captureOf(script))
  return [...ladderText(planLadder(core, readFlow(core, 0, new Judge(core)), new Set()))]
}
/** The ladder's rows alone: from under the heading to the legend. */
const rowsOf = (lines: readonly string[]): string =>
  lines.slice(3, lines.findIndex((line) => line.startsWith('STATE?')) - 1).join('\n')

const HANDSHAKE = `
A = 10.4.0.7:51622
B = 10.4.0.21:8443
+0     A > B S  <mss 1460>
+1.024 A > B S 0:0(0) <mss 1460>
+0.028 B > A S. <mss 1460>
+0     A > B .
`
const STUCK = `${HANDSHAKE}
+0.001 A > B P. (412)
+0.028 B > A .
${'+0.001 B > A . (1448)\n+0.005 A > B .\n'.repeat(18)}
+0.030 A > B F.
+0.028 B > A .
X = 10.9.9.9:1
Y = 10.9.9.8:2
+842 X > Y S
`

describe('a ladder as text', () => {
  it('reads like the ladder in the window: brackets, states where they change, folds, silence, what is missing', async () => {
    const expected = `
┌ Handshake
│      1    0.000000     SYN_SENT │ SYN seq 0 win 65535 mss 1460 ─────────────✗            │ LISTEN?
│      2    1.024000              │ SYN again after 1.024 s ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌>│ UNKNOWN
│      3    1.052000              │<─────────────── SYN,ACK seq 0 ack 1 win 65535 mss 1460 │ SYN_RCVD
└      4    1.052000  ESTABLISHED │ ACK 1 ────────────────────────────────────────────────>│ ESTABLISHED?
       5    1.053000              │ PSH,ACK 412 B ────────────────────────────────────────>│
       6    1.081000              │<────────────────────────────────────────────── ACK 413 │ ESTABLISHED
      7+    1.082000              │           ( 36 segments, 26.1 kB in 107 ms )           │
┌ Close half done
│     43    1.219000   FIN_WAIT_1 │ FIN,ACK seq 413 ──────────────────────────────────────>│
│     44    1.247000  FIN_WAIT_2? │<────────────────────────────────────────────── ACK 414 │ CLOSE_WAIT
│                                 ≈                 14 min 2 s of silence                  ≈
│                                 │<┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ FIN expected, not seen │
│                                 ┊ FIN_WAIT_2 for 14 min 2 s: waits for the peer's FIN    ┊
└                                 ┊            CLOSE_WAIT for 14 min 2 s: no timer ends it ┊
`
    expect(rowsOf(await textOf(STUCK))).toBe(expected.trim())
  })

  it('shows the last ACK lost, TIME_WAIT starting anew, and how much of it is left', async () => {
    const close = `${HANDSHAKE}+0.1 A > B F.\n+0.03 B > A .\n+0.01 B > A F.\n+0 A > B .\n+0.21 B > A F. 1:1(0)\n+0 A > B .\n`
    const lines = await textOf(`${close}X = 10.9.9.9:1\nY = 10.9.9.8:2\n+22 X > Y S\n`)
    const expected = `
┌ Four-way close
│      5    1.152000   FIN_WAIT_1 │ FIN,ACK seq 1 ────────────────────────────────────────>│
│      6    1.182000  FIN_WAIT_2? │<──────────────────────────────────────────────── ACK 2 │ CLOSE_WAIT
│      7    1.192000              │<──────────────────────────────────────── FIN,ACK seq 1 │ LAST_ACK
│      8    1.192000    TIME_WAIT │ ACK 2 ────────────────────────✗                        │ CLOSED?
│      9    1.402000              │<╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ FIN,ACK again after 210 ms │ LAST_ACK
└     10    1.402000              │ ACK 2, 2MSL starts anew ──────────────────────────────>│ CLOSED?
                                  ┊ [####........] 38 s of 60 s left (Linux, assumed)      ┊
`
    const rows = rowsOf(lines)
    expect(rows.slice(rows.indexOf('┌ Four'))).toBe(expected.slice(1).trimEnd())
  })

  it('ends with the verdict, and is the same every time', async () => {
    const lines = await textOf(STUCK)
    expect(lines[0]).toBe('Flow 0: 10.4.0.7:51622 → 10.4.0.21:8443, 44 segments')
    expect(lines.some((line) => line.includes('(stuck, '))).toBe(true)
    expect(await textOf(STUCK)).toEqual(lines)
  })

  it('prints ladders of any length, whatever a row needs', async () => {
    const many = `${HANDSHAKE}${'+2 B > A . (100)\n+0.01 A > B .\n+0.01 B > A . (100)\n+0.01 A > B .\n'.repeat(1500)}`
    const rows = rowsOf(await textOf(many)).split('\n')
    expect(rows.length).toBeGreaterThan(7000)
    expect(rows.every((row) => row.length <= 106)).toBe(true)
  })
})
