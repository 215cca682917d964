import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Writings } from './writings'

const told: unknown[] = []
const writings = new Writings({ progress: (writing) => told.push(writing), ended: (writing) => told.push(writing) })
beforeEach(() => {
  told.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

test('a file that is written at once is not told of', async () => {
  expect(await writings.run('/x/a.html', async ({ tell }) => tell(0.5))).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([])
})

test('one that takes long is told of from half a second on, and can be called off', async () => {
  const work = writings.run('/x/b.html', async ({ signal, tell }) => {
    tell(0.1)
    await new Promise((resolve) => setTimeout(resolve, 600))
    tell(0.4)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return 'gone'
  })
  await vi.advanceTimersByTimeAsync(600)
  const [first] = told as [{ id: number }]
  writings.cancel(first.id)
  expect(await work).toBe('gone')
  const { id } = first
  expect(told).toEqual([
    { id, name: 'b.html', share: 0.1 },
    { id, name: 'b.html', share: 0.4 },
    { id, name: 'b.html', isCancelled: true },
  ])
})
