import { describe, expect, it } from 'vitest'
import type { FlowId } from '../../../contracts/units'
import { PROFILES } from '../../profiles/index'
import { flowOf, HANDSHAKE } from '../flowRows.fixture'
import { mergePlans } from './index'
import { materializeTogether } from './rows'
import { searchTogether } from './searchTogether'

const LINUX = PROFILES.linux
const NONE: ReadonlySet<number> = new Set()
const FLOWS = [3, 7] as FlowId[]

const two = () => {
  const part = { rows: flowOf(HANDSHAKE), timers: [LINUX, LINUX] as const }
  return mergePlans([part, part], NONE, 'segments')
}

/** All answers, as the window asks for them. */
function searched(text: string) {
  const plan = two()
  const answers = []
  for (let after: number | null = 0; after !== null; ) {
    const answer = searchTogether(plan, FLOWS, text, after)
    answers.push(answer)
    after = answer.next
  }
  return { plan, answers }
}

describe('a search of several ladders', () => {
  it('finds the rows of each flow, one flow after the other', () => {
    const { plan, answers } = searched('SYN')
    expect(answers.map(({ flow }) => flow)).toEqual([3, 7])
    const rows = answers.flatMap((answer) => answer.rows)
    expect(new Set(rows).size).toBe(rows.length)
    const shown = materializeTogether(plan, 0, plan.merged.size)
    const wanted = shown.filter(({ shown: row }) => row.kind === 'segment' && row.label.startsWith('SYN'))
    expect([...rows].sort((one, other) => one - other)).toEqual(wanted.map(({ row }) => row))
  })

  it('ends where nothing is asked for, and past the end', () => {
    expect(searched('').answers.every(({ rows }) => rows.length === 0)).toBe(true)
    expect(searchTogether(two(), FLOWS, 'SYN', 1e6)).toEqual({ flow: 7, rows: [], matches: 0, next: null })
  })
})
