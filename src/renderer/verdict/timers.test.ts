// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import verdictWords from '../../../resources/locales/en/verdict.json'
import chineseOfEngine from '../../../resources/locales/zh-CN/engine.json'
import { TIMER_NAMES } from '../../contracts/assumptions'
import type { Flow } from '../../contracts/flow'
import { i18n, speak } from '../i18n/i18n'
import { restsOnTimers } from './timers'

const flowOf = (expectedNext: string, state: Flow['state'] = { client: 'SYN_SENT', server: 'LISTEN' }) => ({
  state,
  verdict: {
    id: 'syn-unanswered',
    severity: 'stuck',
    certainty: 'likely',
    title: '',
    sentence: '',
    evidence: [],
    counterEvidence: [],
    expectedNext,
    nextStep: { text: '', command: '', commands: { linux: '', macos: '', windows: '' } },
  } satisfies Flow['verdict'],
})

afterEach(() => speak('en'))

describe('a flow rests on timers', () => {
  it('where its verdict names one, or it lingers in TIME_WAIT', () => {
    expect(restsOnTimers(flowOf('The sender gives up 127 s after frame 1 on Linux (assumed).'))).toBe(true)
    expect(restsOnTimers(flowOf('Nothing.', { client: 'TIME_WAIT', server: 'CLOSED' }))).toBe(true)
  })

  it('not where the word says something else', () => {
    expect(restsOnTimers(flowOf('An answer is assumed to come.'))).toBe(false)
  })

  it('also where the engine speaks Chinese', () => {
    speak('zh-CN')
    const assumed = Object.entries<string>(chineseOfEngine).filter(([english]) => english.includes('assumed)'))
    expect(assumed.filter(([, chinese]) => !chinese.includes(i18n.t('verdict:timers.mark')))).toEqual([])
    expect(restsOnTimers(flowOf('发送方将在 127 s 后（Linux，假定）放弃。'))).toBe(true)
  })
})

it('systems are named as verdicts name them', () => {
  expect(verdictWords.timers).toMatchObject(TIMER_NAMES)
})
