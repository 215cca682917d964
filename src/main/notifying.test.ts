import { beforeEach, expect, test, vi } from 'vitest'

/** The system's notifications; its own can't be seen from a test. */
const shown: { title: string; body: string }[] = []
vi.mock('electron', () => ({
  Notification: class {
    static isSupported = () => true
    constructor(private readonly said: { title: string; body: string }) {}
    on() {}
    show() {
      shown.push(this.said)
    }
  },
}))
const { isLong, Notifier } = await import('./notifying')

const SAID = { title: 'Saved', body: 'a.pcapng' }
beforeEach(() => {
  shown.length = 0
})

test('work is long from ten seconds on', () => {
  expect(isLong(0, 10_000)).toBe(true)
  expect(isLong(0, 9_999)).toBe(false)
})

test('long work is told of where that is wanted', () => {
  new Notifier({ isWanted: () => true, show: () => {} }).tell(Date.now() - 11_000, () => SAID)
  expect(shown).toEqual([SAID])
})

test('nobody who looks, or wants none, is told; nor of short work', async () => {
  new Notifier({ isWanted: () => false, show: () => {} }).tell(0, () => SAID)
  const wanted = new Notifier({ isWanted: () => true, show: () => {} })
  expect(await wanted.watch(Promise.resolve(7), () => SAID)).toBe(7)
  expect(shown).toEqual([])
})
