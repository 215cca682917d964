import { describe, expect, it } from 'vitest'
import type { LastackBridge, StartResult } from '../../contracts/ipc'
import { alike, NOTHING_TOLD } from '../../contracts/told'
import { FIRST_STATE, LIVE_OFF, type SessionState, type Words } from '../app/state'
import { Store } from '../app/store'
import { LiveControl } from './liveControl'

const fix = { id: 'retry', text: 'Try again.', command: '', isOneClick: true } as const

/** Main's side of live captures; records what was asked and answers what it is told to. */
function fakeMain(answers: Record<string, unknown> = {}) {
  const invoked: string[] = []
  const listeners = new Map<string, (payload: never) => void>()
  const bridge: LastackBridge = {
    invoke: async (channel, ...args) => {
      invoked.push([channel, ...args].join(' '))
      return (channel === 'live:status' ? LIVE_OFF : (answers[channel] ?? null)) as never
    },
    on: (channel, listener) => {
      listeners.set(channel, listener as (payload: never) => void)
      return () => listeners.delete(channel)
    },
    pathOf: () => '',
  }
  const store = new Store<SessionState>(FIRST_STATE)
  const notices: string[] = []
  const host = {
    store,
    notify: (title: Words, detail: Words) => notices.push(`${title()}: ${detail()}`),
    closeCapture: async () => undefined,
  }
  const control = new LiveControl(bridge, host)
  return {
    control,
    invoked,
    notices,
    store,
    tell: (channel: string, payload: unknown) => listeners.get(channel)?.(payload as never),
  }
}

describe('LiveControl', () => {
  it('keeps what main tells of the capture', () => {
    const main = fakeMain()
    main.control.listen()
    main.tell('live:status', { ...LIVE_OFF, state: 'capturing', packets: 7 })
    expect(main.store.get().live).toMatchObject({ state: 'capturing', packets: 7 })
  })

  it('opens a session of sockets with the sockets in view, the next one with its flows', async () => {
    const main = fakeMain()
    await main.control.openSockets()
    expect(main.invoked).toEqual(['live:sockets'])
    expect(main.control.firstView()).toBe('sockets')
    expect(main.control.firstView()).toBe('flows')
  })

  it('stays in its view when the capture is restarted, and says why one did not start', async () => {
    const refused: StartResult = { ok: false, reason: 'busy', message: alike('It is busy.'), fix }
    const main = fakeMain({ 'live:restart': refused })
    main.control.setView('timeWaits')
    await main.control.restart()
    expect(main.control.firstView()).toBe('timeWaits')
    expect(main.notices).toEqual(['The capture did not start: It is busy. Try again.'])
  })

  it('says where packets were saved, but not that saving was cancelled', async () => {
    const saved = fakeMain({ 'capture:save': { path: '/a.pcapng', message: alike('7 packets saved to /a.pcapng.') } })
    await saved.control.save({ what: 'all' }, true)
    expect(saved.notices).toEqual(['Saved: 7 packets saved to /a.pcapng.'])
    const cancelled = fakeMain({ 'capture:save': { path: null, message: NOTHING_TOLD } })
    await cancelled.control.save({ what: 'all' }, true)
    expect(cancelled.notices).toEqual([])
  })

  it('sorts sockets by what was clicked, numbers from the largest, and turns round', () => {
    const { control, store } = fakeMain()
    control.sortSockets('receiveQueue')
    expect(store.get().sockets).toMatchObject({ sort: 'receiveQueue', descending: true })
    control.sortSockets('receiveQueue')
    expect(store.get().sockets.descending).toBe(false)
    control.sortSockets('local')
    expect(store.get().sockets).toMatchObject({ sort: 'local', descending: false })
  })
})
