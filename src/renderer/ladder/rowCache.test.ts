import { describe, expect, it } from 'vitest'
import type { LadderRows } from '../../contracts/ladderRows'
import { flowId } from '../../contracts/units'
import { BLOCK, RowCache } from './rowCache'
import { segmentRow } from './rows.fixture'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

function harness(rows: number) {
  const calls: { from: number; to: number; signal: AbortSignal; answer: () => void; fail: () => void }[] = []
  const messages: string[] = []
  let arrivals = 0
  const cache = new RowCache(
    rows,
    (from, to, signal) =>
      new Promise<LadderRows>((resolve, reject) => {
        const answer = () =>
          resolve({ flow: flowId(0), from, rows: Array.from({ length: to - from }, (_, k) => segmentRow(from + k)) })
        calls.push({ from, to, signal, answer, fail: () => reject(new Error('the file is gone')) })
      }),
    () => {
      arrivals += 1
    },
    (message) => messages.push(message),
  )
  return { cache, calls, messages, arrivals: () => arrivals }
}

describe('RowCache', () => {
  it('fetches whole blocks, once, and not past the end', async () => {
    const { cache, calls, arrivals } = harness(300)
    cache.want(0, 40)
    cache.want(10, 290)
    expect(calls.map(({ from, to }) => [from, to])).toEqual([
      [0, BLOCK],
      [BLOCK, 300],
    ])
    for (const call of calls) call.answer()
    await settled()
    expect(arrivals()).toBe(2)
    expect(cache.at(299)?.row).toBe(299)
    cache.want(0, 300)
    expect(calls).toHaveLength(2)
  })
  it('shows the rows of the plan before until the new ones are there', async () => {
    const { cache, calls } = harness(10)
    cache.want(0, 10)
    calls[0]?.answer()
    await settled()
    cache.replan(12)
    expect(cache.at(9)?.row).toBe(9)
    expect(cache.at(11)).toBeNull()
    cache.want(0, 12)
    expect(calls[1]).toMatchObject({ from: 0, to: 12 })
    calls[1]?.answer()
    await settled()
    expect(cache.at(11)?.row).toBe(11)
  })
  it('asks again for what was under way when the plan changed', () => {
    const { cache, calls } = harness(10)
    cache.want(0, 10)
    cache.replan(11)
    expect(calls[0]?.signal.aborted).toBe(true)
    cache.want(0, 11)
    expect(calls).toHaveLength(2)
  })
  it('gives up blocks that were scrolled past', () => {
    const { cache, calls } = harness(1_000_000)
    cache.want(0, 40)
    cache.want(500_000, 500_040)
    expect(calls[0]?.signal.aborted).toBe(true)
    expect(calls[1]?.signal.aborted).toBe(false)
  })
  it('holds a bounded number of rows', async () => {
    const { cache, calls } = harness(1_000_000)
    for (let block = 0; block < 60; block += 1) {
      cache.want(block * BLOCK, block * BLOCK + 10)
      calls.at(-1)?.answer()
      await settled()
    }
    expect(cache.at(0)).toBeNull()
    expect(cache.at(59 * BLOCK)).not.toBeNull()
  })
  it('tells what failed, and asks again when the rows are wanted again', async () => {
    const { cache, calls, messages } = harness(100)
    cache.want(0, 40)
    calls[0]?.fail()
    await settled()
    expect(messages).toEqual(['the file is gone'])
    cache.want(0, 40)
    expect(calls).toHaveLength(2)
  })
})
