/** The capture process by questions and answers; it is started when it is first needed, and again after it was gone. */
import type { CaptureCommand, CaptureEvent, CaptureEventNamed, CaptureSettings, Interfaces } from '../contracts/capture'
import { CaptureProcess, type CaptureProgram } from './captureProcess'

/** Listing asks other programs, which have a few seconds each. */
const ANSWER_MS = 20_000

export type Refused = CaptureEventNamed<'refused'>
/** What comes by itself while a capture runs. */
export type RunningEvent = CaptureEventNamed<'started' | 'file' | 'counts' | 'stopped'>

export interface CaptureListener {
  /** In order; `stopped` is the last of a capture, whoever asked for it. */
  onEvent(event: RunningEvent): void
  /** The process ended by itself while it captured, so `stopped` never comes; sentences that say how, and what is kept. */
  onGone(sentence: string): void
}

interface Wait {
  readonly answers: readonly CaptureEvent['event'][]
  /** null: the process is gone; `sentence` says how. */
  done(event: CaptureEvent | null, sentence: string): void
}

export class CaptureControl {
  private process: CaptureProcess | null = null
  private waits: Wait[] = []
  private isCapturing = false
  /** Answers bear no number, so a question waits until the one like it was answered. */
  private readonly last = new Map<CaptureCommand['command'], Promise<unknown>>()

  constructor(
    private readonly program: CaptureProgram,
    private readonly listener: CaptureListener,
  ) {}

  /** The process's number; null: none runs. */
  get pid(): number | null {
    return this.process?.isRunning === true ? (this.process.pid ?? null) : null
  }

  /** @throws Error with a sentence where the process can't answer. */
  async interfaces(): Promise<Interfaces> {
    const answer = await this.ask({ command: 'interfaces' }, ['interfaces'])
    if (answer.event !== 'interfaces') throw new Error('The capture process did not list the interfaces.')
    return { interfaces: answer.interfaces, engines: answer.engines }
  }

  /**
   * The filter compiler's message; null: the filter is fine.
   * @throws Error with a sentence where the process can't answer.
   */
  async check(interfaces: readonly string[], filter: string): Promise<string | null> {
    const answer = await this.ask({ command: 'check', interfaces: [...interfaces], filter }, ['checked'])
    if (answer.event !== 'checked') throw new Error('The capture process did not check the filter.')
    return answer.message
  }

  /**
   * Starts a capture; what happens to it is told to the listener, `started` included.
   * @param file the pcapng to write; files of a ring stand beside it, and `started` and `file` name them.
   * @param keepFreeBytes it stops before the disk has less left.
   * @returns null: it runs; else why it does not.
   */
  async start(settings: CaptureSettings, file: string, keepFreeBytes: number): Promise<Refused | null> {
    const command = { command: 'start', settings, file, keepFreeBytes } as const
    try {
      const answer = await this.ask(command, ['started', 'refused'])
      return answer.event === 'refused' ? answer : null
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { event: 'refused', reason: 'error', message, fix: null }
    }
  }

  /** Ends the capture, if one runs or is being started. Resolves when every packet is in its file. */
  async stop(): Promise<void> {
    const isStarting = this.waits.some((wait) => wait.answers.includes('started'))
    if (this.process?.isRunning !== true || (!this.isCapturing && !isStarting)) return
    try {
      await this.ask({ command: 'stop' }, ['stopped', 'refused'])
    } catch {
      // It is gone, which the listener hears: nothing is left to be stopped.
    }
  }

  /** Ends a capture and the process; `stopped` still comes. Resolves when the process has ended. */
  async end(): Promise<void> {
    await this.process?.end()
    for (const wait of this.waits) wait.done(null, 'The capture process was ended.')
  }

  private ask(command: CaptureCommand, answers: Wait['answers']): Promise<CaptureEvent> {
    const before = this.last.get(command.command) ?? Promise.resolve()
    const answer = before.then(() => this.askNow(command, answers))
    this.last.set(
      command.command,
      answer.catch(() => null),
    )
    return answer
  }

  private askNow(command: CaptureCommand, answers: Wait['answers']): Promise<CaptureEvent> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => wait.done(null, 'The capture process does not answer.'), ANSWER_MS)
      const wait: Wait = {
        answers,
        done: (event, sentence) => {
          clearTimeout(patience)
          this.waits = this.waits.filter((other) => other !== wait)
          if (event === null) reject(new Error(sentence))
          else resolve(event)
        },
      }
      this.waits.push(wait)
      this.running().tell(command)
    })
  }

  private running(): CaptureProcess {
    if (this.process?.isRunning === true) return this.process
    this.process = new CaptureProcess(this.program, {
      onEvent: (event) => this.hear(event),
      onGone: (sentence) => this.gone(sentence),
    })
    return this.process
  }

  private hear(event: CaptureEvent): void {
    if (event.event === 'started') this.isCapturing = true
    if (event.event === 'stopped') this.isCapturing = false
    if (isOfRunning(event)) this.listener.onEvent(event)
    for (const wait of this.waits.filter(({ answers }) => answers.includes(event.event))) wait.done(event, '')
  }

  private gone(sentence: string): void {
    const wasCapturing = this.isCapturing
    this.isCapturing = false
    for (const wait of this.waits) wait.done(null, sentence)
    if (wasCapturing) this.listener.onGone(`${sentence} What it had written is kept.`)
  }
}

function isOfRunning(event: CaptureEvent): event is RunningEvent {
  return event.event === 'started' || event.event === 'file' || event.event === 'counts' || event.event === 'stopped'
}
