import { describe, expect, it } from 'vitest'
import { TcpState } from '../../contracts/abi'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { CLIENT, SERVER, stateOf } from './flowRows'
import { readFlowRows } from './readFlowRows'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\nX = 10.9.9.9:1\nY = 10.9.9.8:2\n'
const FLOW = `${ENDPOINTS}+0 A > B S win 64240 <mss 1460, sackOK, TS val 1 ecr 0, wscale 7>
+0.010 X > Y S
+0.010 B > A S. win 65160 <mss 1400, wscale 9>
+0.001 A > B . win 502
+0.001 A > B P. (412)
+0.030 B > A . win 501
+9 X > Y S 0:0(0)
`

describe('readFlowRows', () => {
  it('copies the columns of one flow out of several', async () => {
    const rows = readFlowRows(await coreOf(captureOf(FLOW)), 0)
    expect(rows.count).toBe(5)
    expect([...rows.frame]).toEqual([1, 3, 4, 5, 6])
    expect([...rows.time]).toEqual([0, 20e6, 21e6, 22e6, 52e6])
    expect([...rows.from]).toEqual([0, 1, 0, 0, 1])
    expect([...rows.length]).toEqual([0, 0, 0, 412, 0])
    expect([...rows.seq]).toEqual([0, 0, 1, 1, 1])
    expect([...rows.window]).toEqual([64240, 65160, 502 * 128, 502 * 128, 501 * 512])
    expect(rows.captureEnd).toBe(9.052e9)
    expect(rows.offers[CLIENT]).toEqual({
      port: 51514,
      mss: 1460,
      windowShift: 7,
      sackPermitted: true,
      timestamps: true,
    })
    expect(rows.offers[SERVER]).toMatchObject({ port: 443, mss: 1400, windowShift: 9, sackPermitted: false })
  })

  it('counts client and server, whichever was captured first', async () => {
    const late = `${ENDPOINTS}+0 B > A S. 0:0(0) ack 1\n+0.001 A > B . 1:1(0) ack 1\n`
    const rows = readFlowRows(await coreOf(captureOf(late)), 0)
    expect([...rows.from]).toEqual([SERVER, CLIENT])
    expect(rows.offers[CLIENT].port).toBe(51514)
    expect(stateOf(rows.states[0] ?? 0, SERVER)).toBe(TcpState.SYN_RCVD)
  })

  it('stays valid, and the same object, while the capture does not grow', async () => {
    const core = await coreOf(captureOf(FLOW))
    const rows = readFlowRows(core, 0)
    const frames = [...rows.frame]
    readFlowRows(core, 1)
    expect([...rows.frame]).toEqual(frames)
    const again = readFlowRows(core, 1)
    expect(readFlowRows(core, 1)).toBe(again)
  })

  it('refuses a flow that is not there', async () => {
    const core = await coreOf(captureOf(FLOW))
    expect(() => readFlowRows(core, 2)).toThrow(RangeError)
  })
})
