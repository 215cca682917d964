import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LadderFiltered, LadderMatches } from '../../contracts/ladder'
import type { LadderOutline, LadderRows } from '../../contracts/ladderRows'
import { captureOf } from '../../scenario/capture'
import { loadCore } from '../capture.fixture'
import { createEngine, type Engine } from '../session'

const folder = mkdtempSync(join(tmpdir(), 'lastack-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const OPEN = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n'
/** A run that is folded, every tenth segment of it larger, and an end. */
const RUN = Array.from({ length: 200 }, (_, n) => `+0.001 B > A P. (${n % 10 === 0 ? 900 : 100})\n+0.001 A > B .\n`)
const CAPTURE = captureOf(`${OPEN}${RUN.join('')}+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n`)

let engine: Engine
beforeAll(async () => {
  const path = join(folder, 'run.pcapng')
  writeFileSync(path, CAPTURE)
  engine = createEngine({ loadCore, onProgress: () => undefined })
  await engine.open(path)
})
afterAll(() => engine.close())

function planned(level = 'segments') {
  const { rows: count } = engine.answer('ladder', { flow: 0, level }) as LadderOutline
  const { rows } = engine.answer('ladderRows', { flow: 0, from: 0, to: count }) as LadderRows
  return rows
}

function filtered(text: string, rows: readonly number[] = []): LadderFiltered | null {
  for (;;) {
    const answer = engine.answer('ladderFilter', { flow: 0, text, rows }) as LadderFiltered | null
    if (answer === null || answer.share === 1) return answer
  }
}

const beside = (text: string, row: number, isForward = true) =>
  engine.answer('ladderFilterBeside', { flow: 0, text, row, isForward }) as number | null

describe('a display filter over a ladder', () => {
  it.each(['segments', 'exchanges', 'phases'])('tells of each row how many of its segments pass: %s', (level) => {
    const rows = planned(level)
    const answer = filtered(
      'tcp.len > 500',
      rows.map(({ row }) => row),
    )
    expect(answer).toMatchObject({ problem: null, segments: 406, matches: 20 })
    expect(answer?.counts.reduce((sum, count) => sum + count, 0)).toBe(20)
    const folded = rows.filter(({ kind }) => kind === 'fold')
    expect(folded.length).toBeGreaterThan(0)
    for (const row of rows) {
      const count = answer?.counts[row.row] ?? -1
      if (row.kind === 'segment') expect(count).toBe(row.length > 500 ? 1 : 0)
      else if (row.kind === 'fold') expect(count).toBeLessThanOrEqual(row.count)
      else expect(count).toBe(0)
    }
    expect(answer?.spread.every((row) => (answer.counts[row] ?? 0) > 0)).toBe(true)
    expect(answer?.spread.length).toBeGreaterThan(0)
  })

  it('leads from row to row with segments that pass, in circles', () => {
    const rows = planned().filter((row) => row.kind === 'segment' && row.flags.includes('FIN'))
    const [first, second] = rows.map(({ row }) => row)
    filtered('tcp.flags.fin == 1')
    expect(beside('tcp.flags.fin == 1', -1)).toBe(first)
    expect(beside('tcp.flags.fin == 1', first as number)).toBe(second)
    expect(beside('tcp.flags.fin == 1', second as number)).toBe(first)
    expect(beside('tcp.flags.fin == 1', first as number, false)).toBe(second)
    expect(beside('tcp.flags.fin == 1', -1, false)).toBe(second)
    // A fold is one step, however many of its segments pass.
    const turn = planned('phases').find((row) => row.kind === 'fold' && row.count > 10)?.row as number
    filtered('tcp.flags.ack == 1')
    expect(beside('tcp.flags.ack == 1', turn)).toBe(turn + 1)
  })

  it('finds nothing where nothing passes, and says what is wrong, and where', () => {
    planned()
    expect(filtered('tcp.len > 5000', [0, 1])).toMatchObject({ matches: 0, counts: [0, 0], spread: [] })
    expect(beside('tcp.len > 5000', 0)).toBeNull()
    expect(filtered('tcp.lenn > 5', [0])).toMatchObject({ matches: 0, share: 1, problem: { column: 1 } })
    expect(filtered('tcp.len >', [0])?.problem?.message).not.toBe('')
  })

  it('leaves what the search has words for to the search', () => {
    planned()
    for (const text of ['FIN', 'len > 1000', '> 1000 B', 'seq 1', 'time > 1.5 s', '10.0.0.5', ''])
      expect(filtered(text)).toBeNull()
    const search = (text: string) => engine.answer('ladderSearch', { flow: 0, text }) as LadderMatches
    expect(search('len > 500').matches).toBe(20)
    expect(search('tcp.len > 500')).toMatchObject({ rows: [], next: null, isFilter: true })
    expect(filtered('tcp and ip')?.matches).toBe(406)
  })
})
