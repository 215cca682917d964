/**
 * Wireshark's dissectors as the window uses them: their process is started at the first question and ended once nobody
 * asked for a while. It gets the frames of one flow at a time. Whatever becomes of it, the rest of the window goes on.
 */

import type { LastackBridge } from '../../contracts/ipc'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import type { FlowFrames, WiresharkFrame, WiresharkStep } from '../../contracts/wireshark'
import { type EngineClient, QueryCancelled } from '../app/engineClient'
import { Store } from '../app/store'
import { Dissectors, type DissectorsPort, type Failure } from './dissectors'

export interface WiresharkState {
  /** `starting`: what it is at is in `step`; `failed`: why is in `failure`, and nothing starts before `again`. */
  readonly phase: 'off' | 'starting' | 'ready' | 'failed'
  readonly step: WiresharkStep
  readonly failure: Failure | null
  /** Grows when what was given up is to be asked for anew. */
  readonly attempt: number
}

export interface WantedFrame {
  readonly client: EngineClient
  readonly flow: FlowId
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
}

/** A frame's tree, and which part of its flow it was read with. */
export interface ShownFrame extends WiresharkFrame {
  readonly given: Pick<FlowFrames, 'isPart'> & { readonly frames: number }
}

interface Loaded {
  readonly client: EngineClient
  readonly flow: FlowId
  readonly frames: ReadonlySet<number>
  readonly isPart: boolean
}

/** The process holds some 250 MB. */
const IDLE_MS = 5 * 60_000
const START_MS = 30_000

export class WiresharkControl {
  readonly store = new Store<WiresharkState>({ phase: 'off', step: 'code', failure: null, attempt: 0 })
  private dissectors: Dissectors | null = null
  /** Whoever waits for the process to be ready. */
  private starting: { readonly port: (port: DissectorsPort) => void; readonly fail: (why: Failure) => void } | null =
    null
  private loaded: Loaded | null = null
  private turn: Promise<unknown> = Promise.resolve()
  private idle: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly bridge: LastackBridge) {}

  /** Starts listening to main. Returns a function that stops it. */
  listen(): () => void {
    return this.bridge.on('wireshark:gone', ({ end }) => this.fail(end))
  }

  /** Takes the port of the process that was started. */
  connect(port: DissectorsPort): void {
    this.starting?.port(port)
  }

  /**
   * The tree of a frame. Questions are answered one after the other; one that is no longer wanted is left out.
   * Rejects with QueryCancelled where it was given up or the process is gone, else with a sentence.
   */
  frame(wanted: WantedFrame, signal: AbortSignal): Promise<ShownFrame> {
    const answer = this.turn.then(async () => {
      if (signal.aborted || this.store.get().phase === 'failed') throw new QueryCancelled('the frame is not wanted')
      this.stayFor(null)
      try {
        return await this.tell(wanted)
      } finally {
        this.stayFor(IDLE_MS)
      }
    })
    this.turn = answer.catch(() => undefined)
    return answer
  }

  /** Gives up what is under way. */
  cancel(): void {
    this.end({ phase: 'off', failure: null })
  }

  /** After a failure: what is on screen is asked for anew. */
  again(): void {
    this.store.set({ phase: 'off', failure: null, attempt: this.store.get().attempt + 1 })
  }

  private async tell({ client, flow, segment, frame }: WantedFrame): Promise<ShownFrame> {
    const dissectors = this.dissectors ?? (await this.start())
    if (this.loaded?.client !== client || this.loaded.flow !== flow || !this.loaded.frames.has(frame)) {
      this.loaded = null
      const given = await client.query('flowFrames', { flow, segment })
      // The ladder shows another flow meanwhile.
      if (given === null) throw new QueryCancelled('the segment is another flow’s')
      await dissectors.load(given)
      this.loaded = { client, flow, frames: new Set(given.frames), isPart: given.isPart }
    }
    const { frames, isPart } = this.loaded
    return { ...(await dissectors.frame(frame)), given: { frames: frames.size, isPart } }
  }

  private async start(): Promise<Dissectors> {
    this.store.set({ phase: 'starting', step: 'code', failure: null })
    const dissectors = await new Promise<Dissectors>((resolve, reject) => {
      const patience = setTimeout(() => this.fail('slow'), START_MS)
      this.starting = {
        port: (port) => {
          const started = new Dissectors(port, {
            onStep: (step) => {
              this.store.set({ step })
              if (step !== 'ready') return
              clearTimeout(patience)
              resolve(started)
            },
            onSlow: () => this.fail('slow'),
          })
          this.dissectors = started
        },
        fail: (why) => {
          clearTimeout(patience)
          reject(new QueryCancelled(why))
        },
      }
      this.bridge.invoke('wireshark:start').catch(() => this.fail('died'))
    })
    this.starting = null
    this.store.set({ phase: 'ready' })
    return dissectors
  }

  private fail(why: Failure): void {
    if (this.store.get().phase !== 'off') this.end({ phase: 'failed', failure: why })
  }

  private end(state: Pick<WiresharkState, 'phase' | 'failure'>): void {
    this.stayFor(null)
    this.store.set(state)
    this.loaded = null
    this.dissectors?.close()
    this.dissectors = null
    this.starting?.fail(state.failure ?? 'died')
    this.starting = null
    void this.bridge.invoke('wireshark:stop')
  }

  /** Ends the process in so many milliseconds unless it is asked before; null: it is at work. */
  private stayFor(ms: number | null): void {
    if (this.idle !== null) clearTimeout(this.idle)
    this.idle = ms === null || this.dissectors === null ? null : setTimeout(() => this.cancel(), ms)
  }
}
