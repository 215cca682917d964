import { expect, test } from 'vitest'
import { flowId } from '../../contracts/units'
import { changeOf } from './change.fixture'
import { Watcher } from './watcher'

const eventsAt = (watcher: Watcher, ms: number): string[] => watcher.due(ms).map(({ event }) => event)

test('stuck is told at once, un-stuck when it has lasted a second', () => {
  const watcher = new Watcher(false)
  watcher.note(changeOf('ok'), 0)
  expect(eventsAt(watcher, 0)).toEqual([])
  watcher.note(changeOf('stuck'), 100)
  expect(watcher.due(100)).toEqual([{ event: 'stuck', change: changeOf('stuck'), before: null }])
  expect(watcher.stuck).toBe(1)
  watcher.note(changeOf('note'), 2000)
  expect(eventsAt(watcher, 2999)).toEqual([])
  expect(watcher.due(3000)).toMatchObject([{ event: 'un-stuck', before: { id: 'stuck' } }])
  expect(watcher.stuck).toBe(0)
  expect(eventsAt(watcher, 9000)).toEqual([])
})

test('what flaps is not told', () => {
  const watcher = new Watcher(false)
  watcher.note(changeOf('stuck'), 0)
  watcher.due(0)
  for (let ms = 500; ms < 10_000; ms += 500) {
    watcher.note(changeOf(ms % 1000 === 0 ? 'stuck' : 'note'), ms)
    expect(eventsAt(watcher, ms + 499)).toEqual([])
  }
})

test('changes that leave it un-stuck don’t begin its second anew, and the last of them is told', () => {
  const watcher = new Watcher(false)
  watcher.note(changeOf('stuck'), 0)
  watcher.due(0)
  watcher.note(changeOf('note', 'idle'), 1000)
  watcher.note(changeOf('ok', 'closed-normally'), 1900)
  expect(watcher.due(2000)).toMatchObject([{ event: 'un-stuck', change: { verdict: { id: 'closed-normally' } } }])
})

test('another cause for being stuck is told when it has lasted', () => {
  const watcher = new Watcher(false)
  watcher.note(changeOf('stuck', 'zero-window'), 0)
  watcher.due(0)
  watcher.note(changeOf('stuck', 'not-reading'), 1000)
  expect(eventsAt(watcher, 1500)).toEqual([])
  expect(watcher.due(2000)).toMatchObject([{ event: 'stuck', before: { id: 'zero-window' } }])
})

test('warnings only where they are asked for', () => {
  const deaf = new Watcher(false)
  deaf.note(changeOf('warning'), 0)
  expect(eventsAt(deaf, 5000)).toEqual([])
  const watcher = new Watcher(true)
  watcher.note(changeOf('warning'), 0)
  expect(eventsAt(watcher, 0)).toEqual(['warning'])
  watcher.note(changeOf('stuck'), 100)
  expect(eventsAt(watcher, 1100)).toEqual(['stuck'])
  watcher.note(changeOf('warning'), 2000)
  expect(eventsAt(watcher, 3000)).toEqual(['un-stuck'])
  watcher.note(changeOf('ok'), 4000)
  expect(eventsAt(watcher, 5000)).toEqual(['over'])
})

test('flows are told apart', () => {
  const watcher = new Watcher(false)
  for (const flow of [1, 2, 3]) watcher.note(changeOf('stuck', 'stuck', { flow: flowId(flow) }), 0)
  expect(watcher.due(0).map(({ change }) => change.flow)).toEqual([1, 2, 3])
  expect(watcher.stuck).toBe(3)
})
