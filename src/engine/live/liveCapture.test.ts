import { appendFileSync, mkdtempSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import chinese from '../../../resources/locales/zh-CN/engine.json'
import { FLOW_BYTES, PAGE_BYTES, SEGMENTS_PER_PAGE } from '../../contracts/abi'
import type { Flow } from '../../contracts/flow'
import type { FlowPage } from '../../contracts/flowList'
import type { SegmentDetail } from '../../contracts/segment'
import type { CaptureSummary } from '../../contracts/summary'
import { captureOf } from '../../scenario/capture'
import { loadCore } from '../capture.fixture'
import type { Core } from '../core'
import { OpenCapture } from '../openCapture'
import { learn, speak } from '../said/said'
import { createEngine, type Engine } from '../session'
import { FollowedSource } from '../source/followed'
import { openSource } from '../source/source'
import { LiveCapture } from './liveCapture'

const folder = mkdtempSync(join(tmpdir(), 'lastack-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const freshPath = (): string => {
  files += 1
  return join(folder, `live${files}.pcapng`)
}

/** Many flows in every state: opened, refused, half closed, lingering, reset, silent. */
const SCRIPT = Array.from({ length: 24 }, (_, flow) => {
  const ends = `A${flow} = 10.0.0.${flow + 1}:${4000 + flow}\nB${flow} = 192.0.2.10:443\n`
  const open = `+0.1 A${flow} > B${flow} S\n+0.02 B${flow} > A${flow} S.\n+0.001 A${flow} > B${flow} .\n`
  const data = `+0.1 A${flow} > B${flow} P. (100)\n+0.02 B${flow} > A${flow} .\n`
  const endings = [
    `+0.1 A${flow} > B${flow} F.\n+0.02 B${flow} > A${flow} F.\n+0.001 A${flow} > B${flow} .\n`,
    `+0.1 B${flow} > A${flow} R.\n`,
    `+0.1 A${flow} > B${flow} F.\n+0.02 B${flow} > A${flow} .\n`,
    `+0.1 A${flow} > B${flow} P. (200)\n`,
    '',
  ]
  if (flow % 6 === 5) return `${ends}+0.1 A${flow} > B${flow} S\n+1 A${flow} > B${flow} S\n`
  return `${ends}${open}${data}${endings[flow % 6] ?? ''}`
}).join('')
const CAPTURE = captureOf(`${SCRIPT}+7 A0 > B0 S\n+0.02 B0 > A0 S.\n+0.001 A0 > B0 .\n`)
const BIG_ENDIAN = captureOf(`${SCRIPT.replaceAll('10.0.0.', '10.0.1.')}`, { littleEndian: false })

/** What no frame's time reaches: verdicts hold for the last frame, as those of a saved capture do. */
const longAgo = (): number => 0

const FIRST_FLOWS = { sort: 'order', descending: false, filter: {}, from: 0, count: 100 }

/** The core's segments and flows, byte for byte, without what depends on where they lie in memory. */
function tablesOf(core: Core): { pages: Uint8Array[]; flows: Uint8Array[] } {
  const pages: Uint8Array[] = []
  for (let page = 0; page * SEGMENTS_PER_PAGE < core.segmentLimit(); page += 1) {
    const at = core.pagePointer(page)
    pages.push(core.views.u8.slice(at, at + PAGE_BYTES))
  }
  const flows: Uint8Array[] = []
  for (let flow = 0; flow < core.flowCount(); flow += 1) {
    const at = core.flowPointer(flow)
    flows.push(core.views.u8.slice(at, at + FLOW_BYTES))
  }
  return { pages, flows }
}

async function openedWhole(path: string): Promise<OpenCapture> {
  const result = openSource(path)
  if (!result.ok) throw new Error(result.problem.message)
  const capture = new OpenCapture(await loadCore(), result.source)
  await capture.read(() => undefined)
  return capture
}

const untold = (capture: { summary(): CaptureSummary }) => {
  const { elapsedMs: _elapsed, live: _live, ...facts } = capture.summary()
  return facts
}

/** Waits until something holds that the engine brings about by itself. */
async function until(holds: () => boolean, milliseconds = 5000): Promise<void> {
  const giveUp = performance.now() + milliseconds
  while (!holds()) {
    if (performance.now() > giveUp) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

interface Watched {
  readonly engine: Engine
  readonly told: CaptureSummary[]
  readonly last: () => CaptureSummary
  readonly done: Promise<void>
}

function followed(path: string | null, live: ConstructorParameters<typeof LiveCapture>[2] = {}): Watched {
  const told: CaptureSummary[] = []
  const engine = createEngine({ loadCore, onProgress: (summary) => told.push(summary), live })
  const done = engine.follow(path)
  const last = (): CaptureSummary => {
    const summary = told[told.length - 1]
    if (!summary) throw new Error('nothing was told')
    return summary
  }
  return { engine, told, last, done }
}

const framesOf = ({ told }: Watched): number => told[told.length - 1]?.frames ?? 0

describe('a capture that is being written', () => {
  test('shows the same, byte for byte, however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: CAPTURE.length }), { maxLength: 12 }), async (cuts) => {
        const path = freshPath()
        writeFileSync(path, new Uint8Array(0))
        const source = new FollowedSource(path)
        const live = new LiveCapture(await loadCore(), source, { wallMs: longAgo })
        const done = live.follow(() => undefined)
        let from = 0
        for (const to of [...cuts.sort((a, b) => a - b), CAPTURE.length]) {
          appendFileSync(path, CAPTURE.subarray(from, to))
          from = to
          await until(() => live.position > from - 600)
        }
        source.end(0)
        await done
        const whole = await openedWhole(path)
        expect(untold(live)).toEqual(untold(whole))
        expect(tablesOf(live.core)).toEqual(tablesOf(whole.core))
        expect([...live.verdicts.codes]).toEqual([...whole.verdicts.codes])
        live.close()
        whole.close()
      }),
      { numRuns: 12 },
    )
  })

  test('is told of before its file is there, while its header is half written, and soon after each packet', async () => {
    const path = freshPath()
    const watched = followed(path)
    await until(() => watched.told.length > 0)
    expect(watched.last()).toMatchObject({ frames: 0, done: false, live: { isFollowing: true, halted: null } })
    writeFileSync(path, CAPTURE.subarray(0, 5))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(watched.last()).toMatchObject({ frames: 0, done: false, problem: null })
    appendFileSync(path, CAPTURE.subarray(5, 400))
    await until(() => framesOf(watched) > 0)
    const before = framesOf(watched)
    const start = performance.now()
    appendFileSync(path, CAPTURE.subarray(400))
    await until(() => framesOf(watched) > before)
    // 200 ms are promised; a busy machine that runs tests gets more.
    expect(performance.now() - start).toBeLessThan(1000)
    await until(() => watched.last().severities.stuck > 0)
    watched.engine.ended()
    await watched.done
    expect(watched.last()).toMatchObject({ done: true, problem: null, live: { isFollowing: false } })
    watched.engine.close()
  })

  test('judges by the clock while nothing comes, and stays at the moment when it ended', async () => {
    const path = freshPath()
    const open = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S\n'
    writeFileSync(path, captureOf(open))
    let wallMs = 0
    const watched = followed(path, { wallMs: () => wallMs })
    await until(() => framesOf(watched) === 1 && watched.last().severities.note === 1)
    const sentence = () => (watched.engine.answer('flow', { flow: 0 }) as Flow).verdict.sentence
    const { first } = watched.last()
    wallMs = Number((first ?? 0n) / 1_000_000n) + 2000
    await until(() => (watched.last().live?.now ?? 0n) > (first ?? 0n))
    expect(watched.last().severities).toMatchObject({ note: 1, stuck: 0 })
    expect(sentence()).toContain('that was 1.5 s ago, too soon to tell')
    wallMs += 2000
    await until(() => watched.last().severities.stuck === 1)
    expect((watched.engine.answer('flow', { flow: 0 }) as { verdict: object }).verdict).toMatchObject({
      id: 'syn-unanswered',
      severity: 'stuck',
    })
    watched.engine.ended()
    await watched.done
    const { live } = watched.last()
    expect(live).toMatchObject({ isFollowing: false, now: BigInt(wallMs - 500) * 1_000_000n })
    wallMs += 60_000
    expect(watched.engine.answer('summary', {})).toMatchObject({ live: { now: live?.now }, severities: { stuck: 1 } })
    watched.engine.close()
  })

  test('speaks of now while it goes on, and of its end afterwards', async () => {
    const path = freshPath()
    const lines = ['+0 A > B S', '+0 B > A S.', '+0 A > B .', '+0 A > B F.', '+0 B > A .', '+0 B > A F.']
    writeFileSync(path, captureOf(`A = 10.0.0.5:51514\nB = 192.0.2.10:443\n${lines.join('\n')}\n`))
    let wallMs = 0
    const watched = followed(path, { wallMs: () => wallMs })
    await until(() => framesOf(watched) === lines.length)
    wallMs = Number((watched.last().last ?? 0n) / 1_000_000n) + 5000
    const sentence = () => (watched.engine.answer('flow', { flow: 0 }) as Flow).verdict.sentence
    await until(() => sentence().includes('up to now'))
    watched.engine.ended()
    await watched.done
    expect(sentence()).toContain('up to the end of the capture')
    watched.engine.close()
  })

  test('says that it ends inside a record only when it has ended', async () => {
    const path = freshPath()
    writeFileSync(path, CAPTURE.subarray(0, CAPTURE.length - 10))
    const watched = followed(path)
    await until(() => framesOf(watched) > 0)
    expect(watched.last().problem).toBeNull()
    watched.engine.ended()
    await watched.done
    expect(watched.last().problem?.message).toContain('the file ends inside a record')
    watched.engine.close()
  })

  test('stops following when told to', async () => {
    const path = freshPath()
    writeFileSync(path, CAPTURE)
    const watched = followed(path)
    await until(() => framesOf(watched) > 0)
    watched.engine.cancel()
    await watched.done
    expect(watched.last()).toMatchObject({ done: true, live: { isFollowing: false } })
    expect(watched.last().problem?.message).toContain('reading was stopped')
    watched.engine.close()
  })

  test('says that its file got shorter', async () => {
    const path = freshPath()
    writeFileSync(path, CAPTURE)
    const watched = followed(path)
    await until(() => framesOf(watched) > 0)
    truncateSync(path, 500)
    await watched.done
    expect(watched.last()).toMatchObject({ done: true, problem: { fatal: false } })
    expect(watched.last().problem?.message).toContain('it got shorter while it was being written (500 B are left')
    watched.engine.close()
  })

  test('halts where memory is full, says so, and goes on answering', async () => {
    const path = freshPath()
    writeFileSync(path, CAPTURE.subarray(0, 2000))
    const watched = followed(path, { memoryLimitBytes: 1, wallMs: () => Date.UTC(2026, 0, 1, 12) })
    await until(() => framesOf(watched) > 0 && watched.last().live?.halted !== null)
    const frames = framesOf(watched)
    expect(watched.last().live?.halted).toContain(`Since 12:00:00 UTC no more packets are read: ${frames} frames fill`)
    appendFileSync(path, CAPTURE.subarray(2000))
    await until(() => watched.last().bytesTotal === CAPTURE.length)
    expect(watched.last()).toMatchObject({ frames, done: false, live: { isFollowing: true } })
    expect(watched.engine.answer('ladder', { flow: 0 })).toMatchObject({ flow: 0 })
    watched.engine.ended()
    await watched.done
    expect(watched.last()).toMatchObject({ frames, done: true, problem: { fatal: false } })
    learn('zh-CN', chinese)
    speak('zh-CN')
    const { live, problem } = watched.engine.answer('summary', {}) as CaptureSummary
    expect([live?.halted, problem?.message]).toEqual([`${live?.halted}`, `${live?.halted}`])
    expect(live?.halted).toContain('12:00:00 UTC')
    expect(live?.halted).not.toContain('packets')
    speak('en')
    watched.engine.close()
  })

  test('may be no file at all: then there are no packets', async () => {
    const watched = followed(null)
    await until(() => watched.told.length > 0)
    expect(watched.last()).toMatchObject({ frames: 0, flows: 0, done: false, live: { isFollowing: true } })
    expect(watched.engine.answer('flows', FIRST_FLOWS)).toMatchObject({ total: 0 })
    watched.engine.ended()
    await watched.done
    expect(watched.last()).toMatchObject({ done: true, problem: null, live: { isFollowing: false } })
    watched.engine.close()
  })
})

describe('a ring of files', () => {
  test('is one capture, also where the byte order changes, and gives up what the ring gives up', async () => {
    const [first, second] = [freshPath(), freshPath()]
    const third = freshPath()
    writeFileSync(first, CAPTURE)
    const watched = followed(first, { wallMs: longAgo })
    await until(() => framesOf(watched) > 0)
    const inFirst = framesOf(watched)
    writeFileSync(second, BIG_ENDIAN.subarray(0, 1000))
    watched.engine.next(second, null)
    await until(() => framesOf(watched) > inFirst)
    // Reading a frame of the first file back leaves the reading of the second as it was.
    expect((watched.engine.answer('segment', { segment: 0 }) as SegmentDetail).frame).toBe(1)
    appendFileSync(second, BIG_ENDIAN.subarray(1000))
    await until(() => watched.last().bytesRead === CAPTURE.length + BIG_ENDIAN.length)
    const inSecond = framesOf(watched)
    expect(watched.last().live?.forgotten).toBe(0)
    writeFileSync(third, CAPTURE)
    unlinkSync(first)
    watched.engine.next(third, first)
    await until(() => framesOf(watched) === inSecond + inFirst)
    expect(watched.last()).toMatchObject({ problem: null, live: { forgotten: inFirst } })
    expect(() => watched.engine.answer('segment', { segment: 0 })).toThrow('the ring gave up live')
    expect((watched.engine.answer('flow', { flow: 1 }) as { flow: number }).flow).toBe(1)
    // The list follows a moment later than the counts.
    await until(() => (watched.engine.answer('flows', FIRST_FLOWS) as FlowPage).total === watched.last().flows)
    expect(watched.engine.answer('segment', { segment: inFirst + 1 })).toMatchObject({ frame: inFirst + 2 })
    watched.engine.ended()
    await watched.done
    expect(watched.last()).toMatchObject({ done: true, problem: null, frames: inSecond + inFirst })
    watched.engine.close()
  })

  test('steps over a record that a file of it cuts', async () => {
    const [first, second] = [freshPath(), freshPath()]
    writeFileSync(first, CAPTURE.subarray(0, CAPTURE.length - 7))
    writeFileSync(second, BIG_ENDIAN)
    const watched = followed(first)
    watched.engine.next(second, null)
    watched.engine.ended()
    await watched.done
    const [whole, other] = [await openedWhole(second), CAPTURE]
    expect(watched.last()).toMatchObject({ problem: null, bytesRead: other.length - 7 + BIG_ENDIAN.length })
    expect(watched.last().frames).toBeGreaterThan(whole.summary().frames)
    whole.close()
    watched.engine.close()
  })
})

test('a capture that had ended before is not joined to the sockets of today', async () => {
  const path = freshPath()
  writeFileSync(path, CAPTURE)
  let readings = 0
  const read = async () => {
    readings += 1
    throw new Error('nobody should ask')
  }
  for (const isPast of [true, false]) {
    const engine = createEngine({ loadCore, onProgress: () => undefined, live: { sockets: { read } } })
    const following = engine.follow(path, isPast)
    await new Promise((resolve) => setTimeout(resolve, 100))
    engine.ended()
    await following
    expect(readings > 0).toBe(!isPast)
    engine.close()
  }
})
