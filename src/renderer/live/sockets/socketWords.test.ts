import { describe, expect, it } from 'vitest'
import type { KernelSocket } from '../../../contracts/sockets'
import { isAnyone, metricLines, ownerWords, queueTitles, timerWords } from './socketWords'

const socket: KernelSocket = {
  local: { address: '10.0.0.5', port: 5000 },
  remote: { address: '10.0.0.9', port: 443 },
  state: 'ESTABLISHED',
  receiveQueue: 65_536,
  sendQueue: 0,
  timer: null,
  owners: [],
  metrics: null,
}

describe('socket words', () => {
  it('mark a process that no longer holds the socket', () => {
    const owners = [
      { pid: 812, name: 'nginx', isPast: false },
      { pid: 4011, name: 'curl', isPast: true },
    ]
    expect(ownerWords(owners)).toBe('nginx 812, was curl 4011')
    expect(ownerWords([])).toBe('')
  })

  it('let a timer run between two readings, down to nothing', () => {
    const timer = { kind: 'retransmission', leftMs: 3400, tries: 4 } as const
    expect(timerWords(timer, 1000)).toBe('retransmit in 3 s, 4 made')
    expect(timerWords(timer, 9000)).toBe('retransmit in 0 s, 4 made')
    expect(timerWords(null, 0)).toBe('')
  })

  it('say what queues hold: bytes, or connections where one listens', () => {
    expect(queueTitles(socket).receive).toBe('65,536 bytes that the application has not read')
    const listening = {
      ...socket,
      state: 'LISTEN',
      receiveQueue: 3,
      sendQueue: 128,
      remote: { address: '*', port: 0 },
    } as const
    expect(queueTitles(listening)).toEqual({ receive: '3 connections wait for accept()', send: '128 may wait' })
    expect(isAnyone(listening)).toBe(true)
    expect(isAnyone(socket)).toBe(false)
  })

  it('list only what the kernel measured', () => {
    expect(metricLines(null)).toEqual([])
    expect(metricLines({ rttMs: 1.25, rttVarianceMs: 0.5, retransmitsTotal: 3, retransmitsNow: 1 })).toEqual([
      ['Round trip', '1.3 ms ± 500 µs'],
      ['Sent again', '3, 1 now'],
    ])
  })
})
