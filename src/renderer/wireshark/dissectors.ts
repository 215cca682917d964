/** The window's end of the port to Wireshark's dissectors: each question is a promise, which waits so long and no longer. */
import type {
  FlowFrames,
  WiresharkAnswer,
  WiresharkEvent,
  WiresharkFrame,
  WiresharkRequest,
  WiresharkStep,
} from '../../contracts/wireshark'
import { type EnginePort, QueryCancelled } from '../app/engineClient'

export type DissectorsPort = EnginePort

/** Why the dissectors can't be used any more. */
export type Failure = 'memory' | 'died' | 'slow'

const ANSWER_MS = 10_000

type Question = WiresharkRequest extends infer Each ? (Each extends WiresharkRequest ? Omit<Each, 'id'> : never) : never

interface Listener {
  onStep(step: WiresharkStep): void
  /** An answer took too long: it may never come. */
  onSlow(): void
}

interface Waiting {
  readonly resolve: (value: WiresharkFrame | null) => void
  readonly reject: (error: Error) => void
  readonly patience: ReturnType<typeof setTimeout>
}

export class Dissectors {
  private lastId = 0
  private readonly waiting = new Map<number, Waiting>()

  constructor(
    private readonly port: DissectorsPort,
    private readonly listener: Listener,
  ) {
    port.addEventListener('message', (message) => this.receive(message.data as WiresharkAnswer | WiresharkEvent))
    port.start()
  }

  /** Hands a flow's frames over, in place of those before. */
  async load({ capture, frames }: Pick<FlowFrames, 'capture' | 'frames'>): Promise<void> {
    await this.ask({ ask: 'load', capture, frames } as Question)
  }

  async frame(frame: number): Promise<WiresharkFrame> {
    const answer = await this.ask({ ask: 'frame', frame })
    if (answer === null) throw new Error(`frame ${frame}: no tree`)
    return answer
  }

  /** Gives up everything under way. */
  close(): void {
    this.port.close()
    for (const { reject, patience } of this.waiting.values()) {
      clearTimeout(patience)
      reject(new QueryCancelled('the dissectors are gone'))
    }
    this.waiting.clear()
  }

  private ask(question: Question): Promise<WiresharkFrame | null> {
    return new Promise((resolve, reject) => {
      this.lastId += 1
      const patience = setTimeout(() => this.listener.onSlow(), ANSWER_MS)
      this.waiting.set(this.lastId, { resolve, reject, patience })
      this.port.postMessage({ ...question, id: this.lastId })
    })
  }

  private receive(message: WiresharkAnswer | WiresharkEvent): void {
    if ('event' in message) {
      this.listener.onStep(message.step)
      return
    }
    const waiting = this.waiting.get(message.id)
    if (!waiting) return
    this.waiting.delete(message.id)
    clearTimeout(waiting.patience)
    if (message.ok) waiting.resolve(message.value)
    else waiting.reject(new Error(message.error))
  }
}
