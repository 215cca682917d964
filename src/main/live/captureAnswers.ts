/** What the capture process answers without capturing: the interfaces, and whether a filter is well formed. */
import { CaptureControl } from '../../captureControl/captureControl'
import type { CaptureProgram } from '../../captureControl/captureProcess'
import type { Interfaces } from '../../contracts/capture'

/** A filter is checked while it is typed: the process stays for the next question, but not for long. */
const IDLE_MS = 10_000

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export class CaptureAnswers {
  private readonly control: CaptureControl
  private idle: NodeJS.Timeout | null = null
  private asked = 0

  constructor(program: CaptureProgram) {
    this.control = new CaptureControl(program, { onEvent: () => undefined, onGone: () => undefined })
  }

  /** Where the process can't answer, every engine says why it can't be used. */
  async interfaces(): Promise<Interfaces> {
    try {
      return await this.ask(() => this.control.interfaces())
    } catch (error) {
      const lacking = { version: null, isUsable: false, why: sentenceOf(error), hasKernelTimes: false }
      return { interfaces: [], engines: (['dumpcap', 'cap'] as const).map((engine) => ({ engine, ...lacking })) }
    }
  }

  /** The compiler's message, or why nobody could compile the filter; null: it is fine. */
  async check(interfaces: readonly string[], filter: string): Promise<string | null> {
    try {
      return await this.ask(() => this.control.check(interfaces, filter))
    } catch (error) {
      return sentenceOf(error)
    }
  }

  end(): void {
    if (this.idle !== null) clearTimeout(this.idle)
    this.idle = null
    void this.control.end()
  }

  private async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    if (this.idle !== null) clearTimeout(this.idle)
    this.asked++
    try {
      return await question()
    } finally {
      this.asked--
      if (this.asked === 0) this.idle = setTimeout(() => this.end(), IDLE_MS)
    }
  }
}
