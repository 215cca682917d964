import { describe, expect, test } from 'vitest'
import type { Severity } from '../../../contracts/flow'
import { captureOf } from '../../../scenario/capture'
import { coreOf } from '../../capture.fixture'
import { FlowRecord } from '../../flowRecord'
import { Judge } from '../judge'
import { cut, flood, full, hole, onePlace, pile, places } from './crowds.fixture'
import { CAPTURE_RULES, captureVerdicts } from './index'

/** A script, given the initial sequence number of both sides. */
type Script = (iss: number) => string

interface CaptureCase {
  readonly fires: Script
  readonly severity: Severity
  /** Frames of its evidence. */
  readonly frames: readonly number[]
  /** A crowd much like it, in which no rule holds. */
  readonly nearMiss: Script
}

const CASES: Readonly<Record<string, CaptureCase>> = {
  'time-wait-pile-up': {
    fires: (iss) => pile(1500, 700, iss),
    severity: 'warning',
    frames: [6, 12, 18, 24, 9000],
    nearMiss: (iss) => pile(600, 60, iss),
  },
  'syn-flood': {
    fires: (iss) => flood(100, places, iss),
    severity: 'warning',
    frames: [1, 3, 5, 7, 199],
    nearMiss: (iss) => flood(100, onePlace, iss),
  },
  'server-not-accepting': {
    fires: (iss) => full(3, iss),
    severity: 'warning',
    frames: [4, 9, 14],
    nearMiss: (iss) => full(2, iss),
  },
  'resetting-host': {
    fires: (iss) => cut(10, iss),
    severity: 'warning',
    frames: [4, 8, 12, 16, 40],
    nearMiss: (iss) => cut(9, iss),
  },
  'large-segments-vanish': {
    fires: (iss) => hole(2, 1400, iss),
    severity: 'warning',
    frames: [6, 12],
    nearMiss: (iss) => hole(1, 1400, iss),
  },
}

const PLAIN = 1000
/** Numbers that pass 2^32 with the SYN, or amid the first data where there is some. */
const WRAPPING = [4294967295, 4294967000] as const

/** What all rules find, and how many flows have numbers that passed 2^32. */
async function tried(script: string) {
  const core = await coreOf(captureOf(script))
  const found = captureVerdicts(core, new Judge(core).facts)
  const flow = new FlowRecord(core)
  let wraps = 0
  for (let id = 0; id < core.flowCount(); id += 1) if (flow.at(id).sndNxt(0) >>> 0 < flow.iss(0) >>> 0) wraps += 1
  return { found, wraps }
}

test('every rule and no other has its cases', () => {
  expect(Object.keys(CASES).sort()).toEqual(CAPTURE_RULES.map(({ id }) => id).sort())
})

describe.each(Object.entries(CASES))('%s', (id, { fires, severity, frames, nearMiss }) => {
  test('holds', async () => {
    const { found } = await tried(fires(PLAIN))
    expect(found).toMatchObject([{ id, severity }])
    expect(found[0]?.evidence.map(({ frame }) => Number(frame))).toEqual(frames)
  })

  test('just does not hold', async () => {
    expect((await tried(nearMiss(PLAIN))).found).toEqual([])
  })

  test('says the same where the numbers wrap', async () => {
    const { found } = await tried(fires(PLAIN))
    let wrapped = 0
    for (const iss of WRAPPING) {
      const wrapping = await tried(fires(iss))
      expect(wrapping.found).toEqual(found)
      expect((await tried(nearMiss(iss))).found).toEqual([])
      wrapped += wrapping.wraps
    }
    expect(wrapped).toBeGreaterThan(1)
  })
})
