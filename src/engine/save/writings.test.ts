import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportOrderSchema } from '../../contracts/engineProcess'
import { NOTHING_TOLD } from '../../contracts/told'
import { captureOf } from '../../scenario/capture'
import { loadCore } from '../capture.fixture'
import { createEngine } from '../session'
import { rested } from './rested'
import { Cancelled, partOf } from './writing'
import { Writings } from './writings'

describe('files being written', () => {
  it('are told of ten times a second at most, until they are called off', async () => {
    let now = 0
    const told: [number, number][] = []
    const writings = new Writings(
      (id, share) => told.push([id, share]),
      () => now,
    )
    await writings.run(7, async (writing) => {
      for (now = 0; now < 250; now += 50) writing.tell(now / 200)
      expect(writing.isCancelled()).toBe(false)
      writings.cancel(8)
      expect(writing.isCancelled()).toBe(false)
      writings.cancel(7)
      expect(writing.isCancelled()).toBe(true)
    })
    expect(told).toEqual([
      [7, 0.5],
      [7, 1],
    ])
  })

  it('hear of a part as a part of the whole', () => {
    const told: number[] = []
    const writing = { tell: (share: number) => told.push(share), isCancelled: () => false }
    partOf(writing, 0.5, 1).tell(0.5)
    expect(told).toEqual([0.75])
  })

  it('rest often, and end at the next rest where they are called off', async () => {
    let steps = 0
    const started = performance.now()
    const work = rested(
      () => ++steps > 0,
      () => 0.5,
      { tell: () => undefined, isCancelled: () => performance.now() - started > 40 },
    )
    await expect(work).rejects.toBeInstanceOf(Cancelled)
  })
})

describe('a large capture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lastack-writings-'))
  const capture = join(folder, 'large.pcapng')
  const FLOWS = 4000
  const hosts = Array.from({ length: FLOWS }, (_, flow) => `C${flow} = 10.0.0.5:${10_000 + flow}\n`)
  const lines = Array.from({ length: 6 * FLOWS }, (_, line) => `+0.0001 C${line % FLOWS} > B P. (100)\n`)
  writeFileSync(capture, captureOf(`B = 192.0.2.10:443\n${hosts.join('')}${lines.join('')}`))

  /** Called off as soon as it says how far it is; queries are put all the while. */
  async function calledOff(write: 'save' | 'export') {
    const engine = createEngine({ loadCore, onProgress: () => undefined })
    await engine.open(capture)
    const shares: number[] = []
    let answered = 0
    const asking = setInterval(() => {
      engine.answer('summary', {})
      answered += 1
    }, 1)
    const writing = { tell: (share: number) => shares.push(share), isCancelled: () => shares.length > 2 }
    const path = join(folder, `${write}.out`)
    const result =
      write === 'save'
        ? await engine.save(
            { path, selection: { what: 'all' }, hasComments: false, anonymising: { hasPayloads: true } },
            writing,
          )
        : await engine.export(path, exportOrderSchema.parse({ what: 'flows', format: 'json', filter: {} }), writing)
    clearInterval(asking)
    engine.close()
    return { result, shares, answered, isThere: existsSync(path) }
  }

  it('that is no longer saved leaves no file, and the engine answers meanwhile', async () => {
    const { result, shares, answered, isThere } = await calledOff('save')
    expect(result).toEqual({ packets: null, message: NOTHING_TOLD })
    expect(shares).toHaveLength(3)
    expect(shares[2]).toBeGreaterThan(shares[0] as number)
    expect(answered).toBeGreaterThan(0)
    expect(isThere).toBe(false)
  })

  it('whose flows are no longer exported leaves no file either', async () => {
    const { result, isThere } = await calledOff('export')
    expect(result).toEqual({ isWritten: false, message: NOTHING_TOLD })
    expect(isThere).toBe(false)
    expect(readdirSync(folder)).toEqual(['large.pcapng'])
  })
})
