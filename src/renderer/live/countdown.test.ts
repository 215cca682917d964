import { afterEach, describe, expect, it } from 'vitest'
import type { TailRow } from '../../contracts/ladderRows'
import { i18n } from '../i18n/i18n'
import { agoWords, clockWords, countdownWords, runningTail } from './countdown'

afterEach(() => i18n.changeLanguage('en'))

describe('words of time', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [1, '1 s'],
    [59_001, '60 s'],
    [119_000, '119 s'],
    [125_000, '2 min 05 s'],
    [7_200_000, '2 h 00 min'],
  ])('counts %i ms down as %s', (ms, words) => expect(countdownWords(ms)).toBe(words))

  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [751_000, '12:31'],
    [3_723_000, '1:02:03'],
  ])('lets %i ms run on as %s', (ms, words) => expect(clockWords(ms)).toBe(words))

  it.each([
    [-300, 'now'],
    [999, 'now'],
    [3500, '3 s ago'],
    [150_000, '2 min ago'],
    [9_000_000, '2 h ago'],
  ])('says of %i ms %s', (ms, words) => expect(agoWords(ms)).toBe(words))
})

describe('runningTail', () => {
  const state = { state: 'TIME_WAIT', proved: true } as const
  const tail: TailRow = {
    kind: 'tail',
    row: 7,
    client: state,
    server: state,
    side: 'client',
    elapsedNs: 20e9,
    totalNs: 60e9,
    label: '40 s of 60 s left (Linux, assumed)',
  }

  it('counts on from what the engine said', () => {
    expect(runningTail(tail, 2500)).toMatchObject({
      elapsedNs: 22.5e9,
      label: '38 s of 60 s left (Linux, assumed)',
    })
  })

  it('ends at its total', () => {
    expect(runningTail(tail, 40_000).label).toBe('60 s over (Linux, assumed)')
    const over = { ...tail, elapsedNs: 61e9, label: '60 s over at 71 s (Linux, assumed)' }
    expect(runningTail(over, 5000).label).toBe(over.label)
  })

  it('says it in Chinese, with what the engine assumed', async () => {
    await i18n.changeLanguage('zh-CN')
    const told = { ...tail, label: '剩 40 秒，共 60 秒（Linux，假定）' }
    expect(runningTail(told, 2500).label).toBe('剩 38 秒，共 60 秒（Linux，假定）')
    expect(countdownWords(125_000)).toBe('2 分 05 秒')
  })

  it('leaves a wait alone that no timer ends', () => {
    const held = { ...tail, totalNs: null, label: 'CLOSE_WAIT for 9 s: no timer ends it' }
    expect(runningTail(held, 5000)).toBe(held)
  })
})
