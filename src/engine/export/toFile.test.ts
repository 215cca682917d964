import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { exportOrderSchema } from '../../contracts/engineProcess'
import type { ExportedLadder } from '../../contracts/exports'
import { NOTHING_TOLD } from '../../contracts/told'
import { loadCore } from '../capture.fixture'
import { createEngine } from '../session'

const SAMPLE = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples', 'close-wait.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'lastack-export-'))
const engine = createEngine({ loadCore, onProgress: () => undefined })
afterEach(() => engine.close())
afterAll(() => rmSync(folder, { recursive: true }))

async function written(order: object, name: string): Promise<string> {
  const path = join(folder, name)
  const result = await engine.export(path, exportOrderSchema.parse(order))
  expect(result).toEqual({ isWritten: true, message: NOTHING_TOLD })
  return readFileSync(path, 'utf8')
}

const filter = { text: '', severity: null, state: null, outcome: null }

describe('exports of an open capture', () => {
  it.each(['svg', 'text', 'mermaid'] as const)(
    'write a ladder as %s: what is copied is what is written',
    async (format) => {
      await engine.open(SAMPLE)
      const file = await written({ what: 'ladder', flow: 1, format }, `ladder.${format}`)
      const copied = engine.answer('ladderExport', { flow: 1, format }) as ExportedLadder
      expect(copied).toEqual({ text: file, isWhole: true })
      expect(file).toContain('CLOSE_WAIT')
    },
  )

  it('draw the ladder as it is looked at: folds open, from afar', async () => {
    await engine.open(SAMPLE)
    const near = await written({ what: 'ladder', flow: 0, format: 'text' }, 'near.txt')
    const far = await written({ what: 'ladder', flow: 0, format: 'text', level: 'phases' }, 'far.txt')
    expect(far.length).toBeLessThan(near.length)
  })

  it('list flows as JSON Lines or CSV, all or those that a filter shows', async () => {
    await engine.open(SAMPLE)
    const all = await written({ what: 'flows', format: 'json', filter }, 'flows.jsonl')
    const rows = all
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { flow: number })
    expect(rows.map(({ flow }) => flow)).toEqual([0, 1])
    const csv = await written({ what: 'flows', format: 'csv', filter: { ...filter, severity: 'stuck' } }, 'flows.csv')
    expect(csv).toMatch(/^flow,client\.address,.*\r\n1,[^\r]*\r\n$/)
  })

  it('report on the capture, the same every time', async () => {
    await engine.open(SAMPLE)
    const report = await written({ what: 'report' }, 'a.html')
    expect(report).toMatch(/^<!doctype html>[\s\S]*<h1>close-wait\.pcapng<\/h1>[\s\S]*<\/html>$/)
    await engine.open(SAMPLE)
    expect(await written({ what: 'report' }, 'b.html')).toBe(report)
  })

  it('tell how far they are, ever farther', async () => {
    await engine.open(SAMPLE)
    const order = exportOrderSchema.parse({ what: 'report' })
    const path = join(folder, 'told.html')
    const shares: number[] = []
    const watched = { tell: (share: number) => shares.push(share), isCancelled: () => false }
    await engine.export(path, order, watched)
    expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share <= 1)).toBe(true)
  })

  it('say why nothing was written, and leave nothing behind', async () => {
    await engine.open(SAMPLE)
    const order = exportOrderSchema.parse({ what: 'report' })
    const nowhere = await engine.export(join(folder, 'no', 'such', 'report.html'), order)
    expect(nowhere).toMatchObject({
      isWritten: false,
      message: { en: 'report.html was not written: there is no such folder; choose another.' },
    })
    const missing = exportOrderSchema.parse({ what: 'ladder', flow: 99, format: 'svg' })
    const path = join(folder, 'missing.svg')
    expect(await engine.export(path, missing)).toMatchObject({ isWritten: false })
    expect(existsSync(path)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(engine.answer('ladderExport', { flow: 99, format: 'svg' })).toBeNull()
  })
})
