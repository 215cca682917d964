// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { QualityIssue } from '../../contracts/summary'
import { speak } from '../i18n/i18n'
import { issueSeverity, issueWords, worstFirst } from './quality'

const issue = (id: QualityIssue['id'], count: number, weakens: readonly string[]): QualityIssue => ({
  id,
  count,
  sentence: '',
  weakens,
  lowersTo: 'possible',
})
const CUT = issue('cut-frames', 5_000_000, [])
const DROPS = issue('drops', 1, ['syn-unanswered'])

afterEach(() => speak('en'))

describe('quality of the capture', () => {
  it('is told in a few words, with the count', () => {
    expect(issueWords(CUT)).toBe('5,000,000 frames cut short')
    expect(issueWords(DROPS)).toBe('1 packet dropped')
    speak('zh-CN')
    expect(issueWords(CUT)).toBe('5,000,000 帧被截断')
  })
  it('warns of what weakens verdicts, and shows that first', () => {
    expect([CUT, DROPS].map(issueSeverity)).toEqual(['note', 'warning'])
    expect(worstFirst([CUT, DROPS])).toEqual([DROPS, CUT])
  })
})
