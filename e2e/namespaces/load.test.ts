/** Live capture at a rate that fills both cores, alone and with the engine reading along. Nothing runs beside these. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureEngine } from '../../src/contracts/capture'
import { coreLoader } from '../../src/engine/loadCore'
import { createEngine, type Engine } from '../../src/engine/session'
import { CaptureLab, packetsIn, settings } from './captureLab'
import { flowTexts } from './flowTexts'

const CORE = fileURLToPath(new URL('../../out/core/core.wasm', import.meta.url))
const RATE = 200_000
const SECONDS = 20
/** On a machine with more to do the sender takes ten times as long. */
const PATIENCE_MS = 240_000

let lab: CaptureLab
let file: string
let engine: Engine

beforeEach(() => {
  lab = new CaptureLab()
  file = join(lab.folder, 'live.pcapng')
  engine = newEngine()
})
afterEach(async () => {
  engine.close()
  await lab.close()
})

const newEngine = (): Engine => createEngine({ loadCore: coreLoader(CORE), onProgress: () => undefined })

it('dumpcap misses no packet at 200,000 a second but those that it tells', async () => {
  await lab.control.start(settings(), file, 0)
  const sent = await lab.send(RATE, 5)
  await lab.control.stop()
  const { packets, dropped } = await lab.event('stopped')
  expect(packets + (dropped ?? 0)).toBe(sent)
  expect(packetsIn(file)).toBe(packets)
})

describe.each<CaptureEngine>(['dumpcap', 'cap'])('%s at 200,000 packets a second, followed by the engine', (name) => {
  it(
    'misses no packet but those that it tells, and its flows are those of the saved file',
    async () => {
      expect(await lab.control.start(settings({ engine: name }), file, 0)).toBeNull()
      const following = engine.follow(file)
      const played = await lab.sendFlows(RATE, SECONDS)
      await lab.control.stop()
      engine.ended()
      await following
      const { packets, dropped } = await lab.event('stopped')
      const rate = Math.round(played.packets / played.seconds)
      console.log(`${name}: sent ${played.packets} at ${rate} a second, ${packets} kept, ${dropped} told as dropped`)
      expect(packetsIn(file)).toBe(packets)
      // On loopback a packet passes the kernel twice, and both are told as dropped where there is room for neither.
      expect(played.packets - packets).toBeGreaterThanOrEqual(0)
      expect(played.packets - packets).toBeLessThanOrEqual(dropped ?? 0)

      const saved = newEngine()
      await saved.open(file)
      const [live, again] = [flowTexts(engine), flowTexts(saved)]
      saved.close()
      if (dropped === 0) expect(live).toHaveLength(played.flows)
      expect(live).toHaveLength(again.length)
      // One of them says more than a difference of thousands.
      const differing = live.findIndex((text, at) => text !== again[at])
      expect(live[differing]).toBe(again[differing])
    },
    PATIENCE_MS,
  )
})
