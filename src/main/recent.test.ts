import { expect, test } from 'vitest'
import type { RecentFile } from '../contracts/ipc'
import { withoutRecent, withRecent } from './recent'

test('the file opened last comes first, with its name', () => {
  const [first] = withRecent([{ path: '/a', name: 'a', openedAt: 1 }], '/captures/b.pcap', 2)
  expect(first).toEqual({ path: '/captures/b.pcap', name: 'b.pcap', openedAt: 2 })
})

test('a file opened again moves up instead of standing there twice', () => {
  const files = withRecent(withRecent(withRecent([], '/a', 1), '/b', 2), '/a', 3)
  expect(files.map(({ path }) => path)).toEqual(['/a', '/b'])
})

test('a file that turned out to be no capture leaves the list', () => {
  const files = withoutRecent(withRecent(withRecent([], '/a', 1), '/b', 2), '/b')
  expect(files.map(({ path }) => path)).toEqual(['/a'])
})

test('the list stays short', () => {
  let files: RecentFile[] = []
  for (let i = 0; i < 50; i++) files = withRecent(files, `/${i}`, i)
  expect(files).toHaveLength(12)
})
