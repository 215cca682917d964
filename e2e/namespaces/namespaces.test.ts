import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SegmentFate, TwoEndsReport } from '../../src/contracts/twoEnds'
import { coreLoader } from '../../src/engine/loadCore'
import { CaptureReader } from '../../src/engine/reader'
import { openSource } from '../../src/engine/source/source'
import { alignEnds } from '../../src/engine/twoEnds/index'
import { Lab, type LabRun } from './lab'
import { giveOtherClock } from './otherClock'
import { MSS_CLAMP, planOf } from './plan'
import { type Passed, readLog } from './truth'

const here = dirname(fileURLToPath(import.meta.url))
const loadCore = coreLoader(join(here, '..', '..', 'out', 'core', 'core.wasm'))
const OFFSET_NS = 3_217_000_000
const DRIFT_PPM = 80
/** The forwarder stamps a packet later than tcpdump at one end and earlier than that at the other, on a busy machine. */
const STAMPS_DIFFER_NS = 4_000_000

async function read(path: string) {
  const result = openSource(path)
  if (!result.ok) throw new Error(result.problem.message)
  const core = await loadCore()
  await new CaptureReader(core, result.source).readAll(() => undefined)
  return { core, source: result.source }
}

/** A segment's name in both the log and the report. */
const keyOf = ({ from, seq, length }: Pick<Passed, 'from' | 'seq' | 'length'>): string => `${from} ${seq} ${length}`
const keysOf = (list: readonly Pick<Passed, 'from' | 'seq' | 'length'>[]): string[] => list.map(keyOf).sort()

describe.each([
  { name: 'hosts that cut their segments themselves', isOffloaded: false, seed: 1 },
  { name: 'hosts that leave it to the network card', isOffloaded: true, seed: 2 },
])('a path that treats segments badly, between $name', ({ isOffloaded, seed }) => {
  let lab: Lab | undefined
  let run: LabRun
  let log: Passed[]
  let report: TwoEndsReport
  let segments: SegmentFate[]

  beforeAll(async () => {
    lab = new Lab(isOffloaded)
    run = await lab.run(planOf(seed))
    giveOtherClock(run.serverCapture, OFFSET_NS, DRIFT_PPM)
    log = readLog(run.log)
    report = alignEnds(await read(run.serverCapture), await read(run.clientCapture))
    segments = report.flows.flatMap((flow) => flow.segments)
  })
  afterAll(() => lab?.close())

  const did = (action: Passed['action']): Passed[] => log.filter((passed) => passed.action === action)
  const fates = (fate: SegmentFate['fate']): SegmentFate[] => segments.filter((segment) => segment.fate === fate)

  test('the captures are whole and the plan did something', () => {
    for (const words of run.captureWords) expect(words).toMatch(/\b0 packets dropped by kernel/)
    for (const action of ['drop', 'delay', 'copy', 'window', 'forged'] as const) {
      expect({ action, isDone: did(action).length > 0 }).toEqual({ action, isDone: true })
    }
    expect(report.flows).toHaveLength(6)
    expect(report.others).toEqual({ first: 0, second: 0 })
  })

  test('the ends and the clocks are found', () => {
    for (const { clientEnd, clientEndKnownBy } of report.flows) {
      expect({ clientEnd, clientEndKnownBy }).toEqual({ clientEnd: 'second', clientEndKnownBy: 'time to live' })
    }
    const { clock } = report
    if (!clock || clock.uncertaintyNs === null || clock.driftPpm === null) throw new Error('the clocks were not solved')
    expect(clock.steps).toEqual([])
    expect(Math.abs(clock.offsetNs + OFFSET_NS)).toBeLessThanOrEqual(clock.uncertaintyNs + 1_000_000)
    expect(Math.abs(clock.driftPpm + DRIFT_PPM)).toBeLessThan(60)
  })

  test('every lost byte is found, none invented', () => {
    const dropped = did('drop')
    if (!isOffloaded) expect(keysOf(fates('lost'))).toEqual(keysOf(dropped))
    const bytes = dropped.reduce((sum, { length }) => sum + length, 0)
    expect(segments.reduce((sum, { lostBytes }) => sum + lostBytes, 0)).toBe(bytes)
    const empty = <Segment extends { length: number }>(list: readonly Segment[]): number =>
      list.filter(({ length }) => length === 0).length
    expect(empty(fates('lost'))).toBe(empty(dropped))
  })

  test('every forged reset is found, none invented', () => {
    expect(keysOf(fates('forged'))).toEqual(keysOf(did('forged')))
    expect(fates('forged').every(({ flags }) => flags.includes('RST'))).toBe(true)
  })

  test('every copy is found, none invented', () => {
    expect(keysOf(fates('duplicate'))).toEqual(keysOf(did('copy')))
  })

  test('every alteration is found, none invented', () => {
    const windows = segments.flatMap((segment) =>
      segment.changes.flatMap(({ field }) => (field === 'window' ? [segment] : [])),
    )
    if (!isOffloaded) expect(keysOf(windows)).toEqual(keysOf(did('window')))
    const fields = new Set(segments.flatMap(({ changes }) => changes.map(({ field }) => field)))
    expect([...fields].sort()).toEqual(windows.length > 0 ? ['MSS', 'window'] : ['MSS'])
    for (const { sentences } of report.flows) {
      expect(sentences.filter((words) => words.startsWith(`The path clamps MSS 1460 to ${MSS_CLAMP}`))).toHaveLength(2)
    }
  })

  test('every delay is found and as long as it was, none invented', () => {
    const held = new Map<string, number[]>()
    for (const passed of log) {
      if (passed.action !== 'drop') held.set(keyOf(passed), [...(held.get(keyOf(passed)) ?? []), passed.heldNs])
    }
    const delayed = segments.filter(({ isDelayed }) => isDelayed)
    for (const segment of delayed) {
      const times = held.get(keyOf(segment)) ?? []
      const isTrue = times.some((time) => Math.abs(time - (segment.delayNs ?? 0)) < STAMPS_DIFFER_NS)
      if (!isOffloaded)
        expect({ segment: keyOf(segment), delay: segment.delayNs, times, isTrue }).toMatchObject({ isTrue: true })
    }
    const found = new Set(delayed.map(keyOf))
    const injected = did('delay')
    const missed = injected.filter((passed) => !found.has(keyOf(passed)))
    if (!isOffloaded) expect(missed).toEqual([])
  })

  test('nothing is left open', () => {
    expect(fates('unknown')).toEqual([])
    expect(fates('uncaptured')).toEqual([])
  })
})
