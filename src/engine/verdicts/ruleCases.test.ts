import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { FlowRecord } from '../flowRecord'
import { CLOSING } from './closing/ruleCases.fixture'
import { DATA_RULES } from './data/ruleCases.fixture'
import { RULES, unclear } from './index'
import { OPENING } from './opening/ruleCases.fixture'
import { RESETS } from './reset/ruleCases.fixture'
import { type Numbers, PLAIN, type RuleCases, type Scene, scriptOf, WRAPPING } from './ruleCases.fixture'
import { courtOf } from './verdict.fixture'

const CASES: RuleCases = { ...OPENING, ...DATA_RULES, ...RESETS, ...CLOSING }
const RULES_AND_UNCLEAR = [...RULES, unclear]

/** What the judge says of the scene's flow, what this rule alone does, and how many of the first flow's ends passed 2^32. */
async function tried(id: string, scene: Scene, numbers: Numbers) {
  const { core, judge } = await courtOf(captureOf(scriptOf(scene, numbers)))
  const flow = scene.flow ?? 0
  const { verdict, also } = judge.explain(flow)
  const severity = [verdict, ...also].find((held) => held.id === id)?.severity ?? null
  const first = new FlowRecord(core).at(0)
  const wraps = ([0, 1] as const).filter((endpoint) => first.sndNxt(endpoint) >>> 0 < first.iss(endpoint) >>> 0).length
  if (severity === null) return { instead: verdict.id, severity, frames: [], wraps, told: '' }
  const rule = RULES_AND_UNCLEAR.find((each) => each.id === id)
  const explained = rule?.explain(judge.facts.story(new FlowRecord(core).at(flow)), severity)
  const frames = explained?.evidence.map(({ frame }) => Number(frame)) ?? []
  return { instead: verdict.id, severity, frames, wraps, told: JSON.stringify([explained, explained?.words()]) }
}

describe('every rule and no other has its cases', () => {
  test('in the tables', () => {
    expect(Object.keys(CASES).sort()).toEqual(RULES_AND_UNCLEAR.map(({ id }) => id).sort())
    const tables = [OPENING, DATA_RULES, RESETS, CLOSING]
    expect(tables.flatMap((table) => Object.keys(table))).toHaveLength(Object.keys(CASES).length)
  })
})

describe.each(Object.entries(CASES))('%s', (id, { fires, nearMiss }) => {
  test(`holds: ${fires.name}`, async () => {
    const { severity, frames, told } = await tried(id, fires, PLAIN)
    expect({ severity, frames }).toEqual({ severity: fires.severity, frames: fires.frames })
    expect(JSON.parse(told)[1].sentence).toMatch(/^[A-Z0-9].*\.$/s)
  })

  test(`does not hold: ${nearMiss.name}`, async () => {
    const { severity, instead } = await tried(id, nearMiss, PLAIN)
    expect({ severity, instead }).toEqual({ severity: null, instead: nearMiss.instead })
  })

  test('says the same where the numbers wrap', async () => {
    const plain = [await tried(id, fires, PLAIN), await tried(id, nearMiss, PLAIN)]
    let wrapped = 0
    for (const numbers of WRAPPING) {
      const both = [await tried(id, fires, numbers), await tried(id, nearMiss, numbers)]
      expect(both.map(({ wraps, ...rest }) => rest)).toEqual(plain.map(({ wraps, ...rest }) => rest))
      if (both.every(({ wraps }, index) => wraps > (plain[index]?.wraps ?? 0))) wrapped += 1
    }
    expect(wrapped).toBeGreaterThan(0)
  })
})
