import { expect, test } from 'vitest'
import { Teller } from './teller'

/** Calls `tell` for so long with what arrived until then, and answers how often it told. */
function toldWithin(milliseconds: number, arrived: () => number): number {
  let told = 0
  const teller = new Teller(() => {
    told += 1
  })
  for (const until = performance.now() + milliseconds; performance.now() < until; ) teller.tell(arrived(), 0)
  return told
}

test('tells what arrives at once, and then ten times a second at most', () => {
  let arrived = 0
  expect(
    toldWithin(250, () => {
      arrived += 1
      return arrived
    }),
  ).toBe(3)
})

test('tells once, and seldom, where nothing arrives', () => {
  expect(toldWithin(250, () => 7)).toBe(1)
})
