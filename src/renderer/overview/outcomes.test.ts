import { describe, expect, it } from 'vitest'
import { outcomeCounts, outcomeWord } from './outcomes'

describe('outcomeCounts', () => {
  it('follows the life of a flow and leaves out what does not occur', () => {
    expect(outcomeCounts({ CLOSED: 4, SYN_SENT: 1, RESET: 2, ESTABLISHED: 0 })).toEqual([
      { outcome: 'SYN_SENT', count: 1 },
      { outcome: 'RESET', count: 2 },
      { outcome: 'CLOSED', count: 4 },
    ])
  })
  it('writes states as the RFC and a reset as a word', () => {
    expect(outcomeWord('FIN_WAIT_2')).toBe('FIN_WAIT_2')
    expect(outcomeWord('RESET')).toBe('Reset')
  })
})
