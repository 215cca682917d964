import { describe, expect, it } from 'vitest'
import type { Flow } from '../../contracts/flow'
import { choiceWords, restsOnTimers } from './timers'

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

describe('a flow rests on timers', () => {
  it('where its verdict names one, or it lingers in TIME_WAIT', () => {
    expect(restsOnTimers(flowOf('The sender gives up 127 s after frame 1 on Linux (assumed).'))).toBe(true)
    expect(restsOnTimers(flowOf('Nothing.', { client: 'TIME_WAIT', server: 'CLOSED' }))).toBe(true)
  })

  it('not where the word says something else', () => {
    expect(restsOnTimers(flowOf('An answer is assumed to come.'))).toBe(false)
  })
})

it('choices are named as verdicts name systems', () => {
  expect(choiceWords('guess')).toBe('guess')
  expect(choiceWords('linux65')).toBe('Linux 6.5 or later')
})
