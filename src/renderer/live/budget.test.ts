import { describe, expect, it } from 'vitest'
import type { PortBudget } from '../../contracts/sockets'
import { budgetSeverity, outlookWords, rateWords, usedPart, usedWords } from './budget'

const budget = (change: Partial<PortBudget> = {}): PortBudget => ({
  remote: { address: '10.0.0.9', port: 443 },
  lingering: 2000,
  used: 2014,
  ports: 28_232,
  perSecond: 0,
  runsOutInS: null,
  ...change,
})

describe('port budget', () => {
  it('says how much is used, and that it lasts', () => {
    expect(usedWords(budget())).toBe('2,014 of 28,232 ports used')
    expect(outlookWords(budget())).toBe('they last')
    expect(rateWords(budget())).toBe('none new')
    expect(budgetSeverity(budget())).toBe('ok')
    expect(usedPart(budget({ used: 14_116 }))).toBe(0.5)
  })

  it('says when they run out at this rate', () => {
    const soon = budget({ perSecond: 640.4, runsOutInS: 40.2 })
    expect(outlookWords(soon)).toBe('run out in about 41 s')
    expect(rateWords(soon)).toBe('640 new a second')
    expect(budgetSeverity(soon)).toBe('stuck')
    expect(budgetSeverity(budget({ runsOutInS: 60 }))).toBe('warning')
    expect(budgetSeverity(budget({ runsOutInS: 600 }))).toBe('ok')
  })

  it('says that none is left', () => {
    const none = budget({ used: 28_232 })
    expect(outlookWords(none)).toBe('none left: new connections fail')
    expect(budgetSeverity(none)).toBe('stuck')
    expect(budgetSeverity(budget({ used: 23_000 }))).toBe('warning')
  })

  it('claims nothing where the range is unknown', () => {
    const unknown = budget({ ports: null, used: 1 })
    expect(usedWords(unknown)).toBe('1 port used; how many there are is unknown here')
    expect(outlookWords(unknown)).toBe('')
    expect(usedPart(unknown)).toBe(0)
  })
})
