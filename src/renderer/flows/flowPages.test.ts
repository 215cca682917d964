import { describe, expect, it } from 'vitest'
import type { Flow } from '../../contracts/flow'
import type { FlowPage } from '../../contracts/flowList'
import { FlowPages, type FlowPagesState, PAGE_SIZE } from './flowPages'

interface Call {
  readonly from: number
  readonly signal: AbortSignal
  readonly answer: (total: number) => Promise<void>
  readonly fail: (message: string) => Promise<void>
}

function harness() {
  const calls: Call[] = []
  const states: FlowPagesState[] = []
  const fetch = (from: number, count: number, signal: AbortSignal) =>
    new Promise<FlowPage>((resolve, reject) => {
      const rows = (total: number) =>
        Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, k) => ({ flow: from + k }) as Flow)
      calls.push({
        from,
        signal,
        answer: async (total) => resolve({ from, total, rows: rows(total) }),
        fail: async (message) => reject(new Error(message)),
      })
    })
  const pages = new FlowPages(fetch, (state) => states.push(state))
  const call = (index: number): Call => {
    const found = calls[index]
    if (!found) throw new Error(`no call ${index}`)
    return found
  }
  return { pages, fetch, calls, states, call }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('FlowPages', () => {
  it('asks once for each page that is on screen', async () => {
    const { pages, calls, call } = harness()
    pages.want(90, 130)
    pages.want(95, 140)
    expect(calls.map(({ from }) => from)).toEqual([0, PAGE_SIZE])
    await call(0).answer(200_000)
    await call(1).answer(200_000)
    await settled()
    expect(pages.at(99)?.flow).toBe(99)
    expect(pages.at(100)?.flow).toBe(100)
    expect(pages.at(250)).toBeNull()
  })

  it('gives up pages that were scrolled past', () => {
    const { pages, call } = harness()
    pages.want(0, 20)
    pages.want(100_000, 100_020)
    expect(call(0).signal.aborted).toBe(true)
    expect(call(1).signal.aborted).toBe(false)
  })

  it('shows the old rows until the refreshed ones are there', async () => {
    const { pages, call } = harness()
    pages.want(0, 20)
    await call(0).answer(50)
    await settled()
    pages.refresh()
    pages.want(0, 20)
    expect(pages.at(3)?.flow).toBe(3)
    expect(pages.first()).toBeNull()
    await call(1).answer(60)
    await settled()
    expect(pages.first()?.flow).toBe(0)
    expect(pages.at(55)?.flow).toBe(55)
  })

  it('hears a busy engine out before it asks anew', async () => {
    const { pages, calls, call } = harness()
    pages.want(0, 20)
    pages.refresh()
    pages.refresh()
    expect(call(0).signal.aborted).toBe(false)
    await call(0).answer(50)
    await settled()
    expect(pages.at(3)?.flow).toBe(3)
    expect(pages.first()).toBeNull()
    pages.want(0, 20)
    expect(calls).toHaveLength(2)
  })

  it('shows nothing of another list', async () => {
    const { pages, fetch, call } = harness()
    pages.want(0, 20)
    await call(0).answer(50)
    await settled()
    pages.restart(fetch)
    expect(pages.at(3)).toBeNull()
  })

  it('holds a bounded number of pages however far one scrolls', async () => {
    const { pages, calls, call } = harness()
    for (let page = 0; page < 40; page += 1) {
      pages.want(page * PAGE_SIZE, page * PAGE_SIZE + 10)
      await call(calls.length - 1).answer(200_000)
      await settled()
    }
    expect(pages.at(0)).toBeNull()
    expect(pages.at(39 * PAGE_SIZE)?.flow).toBe(39 * PAGE_SIZE)
  })

  it('fetches a row that one jumps to', async () => {
    const { pages, call } = harness()
    const flow = pages.fetched(150_000)
    await call(0).answer(200_000)
    expect((await flow)?.flow).toBe(150_000)
  })

  it('does not leave a jump waiting when the list is replaced meanwhile', async () => {
    const { pages, fetch } = harness()
    const flow = pages.fetched(150_000)
    pages.restart(fetch)
    expect(await flow).toBeNull()
  })

  it('tells what went wrong', async () => {
    const { pages, states, call } = harness()
    pages.want(0, 20)
    await call(0).fail('the engine is busy')
    await settled()
    expect(states.at(-1)?.error).toBe('the engine is busy')
  })
})
