import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LastackBridge } from '../../contracts/ipc'
import { flowId, frameNumber, segmentIndex } from '../../contracts/units'
import type { FlowFrames, WiresharkAnswer, WiresharkEvent, WiresharkRequest } from '../../contracts/wireshark'
import { type EngineClient, QueryCancelled } from '../app/engineClient'
import { WiresharkControl } from './wiresharkControl'

const GIVEN: FlowFrames = { capture: new Uint8Array(1), frames: Uint32Array.of(3, 5, 8), segments: 3, isPart: false }

/** Main, an engine and a process of dissectors, as the control sees them; records what they were asked. */
function around() {
  const asked: string[] = []
  let gone: ((payload: { end: 'memory' | 'died' }) => void) | null = null
  let listener: ((message: { data: WiresharkAnswer | WiresharkEvent }) => void) | null = null
  let answers = true
  const say = (data: WiresharkAnswer | WiresharkEvent) => listener?.({ data })
  const port = {
    postMessage: (request: WiresharkRequest) => {
      asked.push(request.ask === 'frame' ? `frame ${request.frame}` : request.ask)
      if (!answers) return
      const value = request.ask === 'frame' ? { frame: request.frame, layers: [], sources: [], isCut: false } : null
      queueMicrotask(() => say({ id: request.id, ok: true, value }))
    },
    addEventListener: (_: string, hear: typeof listener) => {
      listener = hear
    },
    start: () => undefined,
    close: () => asked.push('closed'),
  }
  const bridge = {
    invoke: async (channel: string) => {
      asked.push(channel)
      if (channel !== 'wireshark:start') return null
      control.connect(port as never)
      say({ event: 'step', step: 'dissectors' })
      say({ event: 'step', step: 'ready' })
      return null
    },
    on: (_: string, hear: typeof gone) => {
      gone = hear
      return () => undefined
    },
  }
  const engine = (frames: readonly number[] = [...GIVEN.frames]) =>
    ({
      query: async () => {
        asked.push('flowFrames')
        return { ...GIVEN, frames: Uint32Array.from(frames) }
      },
    }) as unknown as EngineClient
  const control = new WiresharkControl(bridge as unknown as LastackBridge)
  control.listen()
  return {
    control,
    engine,
    asked,
    silence: () => {
      answers = false
    },
    die: (end: 'memory' | 'died') => gone?.({ end }),
  }
}

let world: ReturnType<typeof around>
let client: EngineClient
const frame = (number: number, of = client, signal = new AbortController().signal) =>
  world.control.frame(
    { client: of, flow: flowId(1), segment: segmentIndex(number), frame: frameNumber(number) },
    signal,
  )

beforeEach(() => {
  vi.useFakeTimers()
  world = around()
  client = world.engine()
})
afterEach(() => vi.useRealTimers())

describe('the dissectors', () => {
  test('are started at the first question, and given a flow once', async () => {
    expect(world.asked).toEqual([])
    expect((await frame(3)).frame).toBe(3)
    expect((await frame(8)).given).toEqual({ frames: 3, isPart: false })
    expect(world.asked).toEqual(['wireshark:start', 'flowFrames', 'load', 'frame 3', 'frame 8'])
  })

  test('are given the flow anew where it has grown, and another capture’s', async () => {
    await frame(3)
    world.asked.length = 0
    await expect(frame(9, world.engine([3, 9]))).resolves.toMatchObject({ frame: 9 })
    expect(world.asked).toEqual(['flowFrames', 'load', 'frame 9'])
  })

  test('are not asked what nobody waits for any more', async () => {
    const abort = new AbortController()
    const [first, second, third] = [frame(3), frame(5, client, abort.signal), frame(8)]
    abort.abort()
    await expect(second).rejects.toThrow(QueryCancelled)
    await Promise.all([first, third])
    expect(world.asked).not.toContain('frame 5')
  })

  test('are ended where an answer takes more than 10 s, and started again on demand only', async () => {
    await frame(3)
    world.silence()
    const asked = expect(frame(5)).rejects.toThrow(QueryCancelled)
    await vi.advanceTimersByTimeAsync(9_000)
    expect(world.control.store.get().phase).toBe('ready')
    await vi.advanceTimersByTimeAsync(1_500)
    await asked
    expect(world.control.store.get()).toMatchObject({ phase: 'failed', failure: 'slow' })
    expect(world.asked.at(-1)).toBe('wireshark:stop')
    await expect(frame(5)).rejects.toThrow(QueryCancelled)
    expect(world.asked.filter((one) => one === 'wireshark:start')).toHaveLength(1)
    world.control.again()
    expect(world.control.store.get()).toMatchObject({ phase: 'off', failure: null, attempt: 1 })
  })

  test.each(['memory', 'died'] as const)('that are gone (%s) give up what is under way', async (end) => {
    await frame(3)
    world.silence()
    const asked = expect(frame(5)).rejects.toThrow(QueryCancelled)
    await vi.advanceTimersByTimeAsync(10)
    world.die(end)
    await asked
    expect(world.control.store.get()).toMatchObject({ phase: 'failed', failure: end })
  })

  test('are ended once nobody asked for five minutes, and come back by themselves', async () => {
    await frame(3)
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 1)
    expect(world.asked.slice(-2)).toEqual(['closed', 'wireshark:stop'])
    expect(world.control.store.get().phase).toBe('off')
    expect((await frame(3)).frame).toBe(3)
  })
})
