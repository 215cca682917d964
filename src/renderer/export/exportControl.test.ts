// @vitest-environment happy-dom

import { afterEach, describe, expect, it } from 'vitest'
import type { EngineRequest } from '../../contracts/engine'
import type { ExportedLadder } from '../../contracts/exports'
import type { LastackBridge, SaveResult } from '../../contracts/ipc'
import { alike, NOTHING_TOLD } from '../../contracts/told'
import { EngineClient } from '../app/engineClient'
import type { Words } from '../app/state'
import { ExportControl, type LadderView } from './exportControl'
import { pictureScale } from './picture'

const VIEW: LadderView = { flows: [3], unfolded: [7], level: 'segments' }
const LOOK = { unfolded: [7], level: 'segments', format: 'svg', theme: 'dark', most: 20_000 }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A control whose engine answers with `ladder` and whose main answers with `saved`; what it did. */
function control(
  ladder: ExportedLadder | null,
  saved: SaveResult = { path: '/a.svg', message: alike('Written to /a.svg.') },
) {
  const asked: unknown[][] = []
  const told: (string | undefined)[][] = []
  const bridge = {
    invoke: (...args: unknown[]) => {
      asked.push(args)
      return Promise.resolve(args[0] === 'clipboard:write' ? null : saved)
    },
  } as unknown as LastackBridge
  const { port1, port2 } = new MessageChannel()
  port2.addEventListener('message', ({ data: { id, query, args } }: MessageEvent<EngineRequest>) => {
    asked.push([query, args])
    port2.postMessage({ id, ok: true, value: ladder })
  })
  port2.start()
  const client = new EngineClient(port1)
  closing.push(() => client.close())
  const notify = (title: Words, detail: Words, tone?: string) => {
    told.push(tone === undefined ? [title(), detail()] : [title(), detail(), tone])
  }
  return { exports: new ExportControl(bridge, { client: () => client, notify }), asked, told }
}

describe('exports from the window', () => {
  it('ask main for a file of the whole ladder as it is looked at, in the colours of the window', async () => {
    document.documentElement.dataset.theme = 'dark'
    const { exports, asked, told } = control(null)
    await exports.ladder(VIEW, 'svg')
    expect(asked).toEqual([['export:save', { what: 'ladder', flow: 3, ...LOOK }]])
    expect(told).toEqual([['Exported', 'Written to /a.svg.', 'ok']])
  })

  it('ask for several flows as one', async () => {
    document.documentElement.dataset.theme = 'dark'
    const { exports, asked } = control({ text: 'ladders', isWhole: true })
    const together = { ...VIEW, flows: [3, 1] }
    await exports.ladder(together, 'svg')
    expect(asked).toEqual([['export:save', { what: 'together', flows: [3, 1], ...LOOK }]])
    await exports.copy(together, 'text')
    expect(asked.slice(1)).toEqual([
      ['ladderTogetherExport', { flows: [3, 1], ...LOOK, format: 'text' }],
      ['clipboard:write', 'ladders'],
    ])
  })

  it('say nothing of what was cancelled, and why something failed', async () => {
    const cancelled = control(null, { path: null, message: NOTHING_TOLD })
    await cancelled.exports.report()
    expect(cancelled.told).toEqual([])
    const failed = control(null, { path: null, message: alike('The disk is full.') })
    await failed.exports.report()
    expect(failed.told).toEqual([['Nothing was exported', 'The disk is full.']])
  })

  it('copy a whole ladder, and none that is cut', async () => {
    const whole = control({ text: 'a ladder', isWhole: true })
    await whole.exports.copy(VIEW, 'text')
    expect(whole.asked.at(-1)).toEqual(['clipboard:write', 'a ladder'])
    const cut = control({ text: 'half a', isWhole: false })
    await cut.exports.copy(VIEW, 'text')
    expect(cut.asked).toHaveLength(1)
    expect(cut.told).toEqual([['Nothing was exported', 'This ladder is too long to be copied: export it to a file.']])
  })

  it('paint twice as sharp, as far as a canvas is high', () => {
    expect(pictureScale(1000)).toBe(2)
    expect(13_200 * pictureScale(13_200)).toBeLessThanOrEqual(16_000)
  })
})
