import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { childrenMsOf, Work } from './work'

const burn = (ms: number): void => {
  const { user, system } = process.cpuUsage()
  for (;;) {
    const spent = process.cpuUsage()
    if (spent.user + spent.system - user - system >= ms * 1000) return
  }
}

test('what the process does counts, what it waits for does not', async () => {
  const work = new Work()
  expect(work.do(() => 'done')).toBe('done')
  await sleep(100)
  expect(work.ownMs).toBeLessThan(50)
  work.do(() => burn(60))
  expect(work.ownMs).toBeGreaterThanOrEqual(60)
})

test.runIf(process.platform === 'linux')('a process that was started for it counts once it has ended', () => {
  const work = new Work()
  const burns = 'const from = process.cpuUsage().user; while (process.cpuUsage().user - from < 60000);'
  spawnSync(process.execPath, ['-e', burns])
  expect(work.ms).toBeGreaterThanOrEqual(50)
  expect(work.ownMs).toBeLessThan(50)
})

test('a process may have any name', () => {
  const line = '7 (a) b (c) S 1 7 7 0 -1 4194304 100 200 0 0 5 6 12 3 20 0 1 0 4242 1000000 300'
  expect(childrenMsOf(line)).toBe(150)
  expect(childrenMsOf('nonsense')).toBeNull()
})
