/** Lastack on the host of the live tests, without a window: the capture process on the wire, and the engine behind it. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CaptureControl } from '../../../src/captureControl/captureControl'
import { type CaptureSettings, WHOLE_FRAMES } from '../../../src/contracts/capture'
import type { QueryAnswers, QueryArguments, QueryName } from '../../../src/contracts/engine'
import type { CaptureSummary } from '../../../src/contracts/summary'
import { coreLoader } from '../../../src/engine/loadCore'
import { createEngine } from '../../../src/engine/session'
import { WIRE } from './network'

const out = (...parts: string[]): string => join(fileURLToPath(new URL('../../../out', import.meta.url)), ...parts)
const CAPTURE = { executable: process.execPath, args: [out('capture', 'index.cjs')] }

export class WatchedHost {
  /** What the capture process said went wrong, in sentences. */
  readonly complaints: string[] = []
  latest: CaptureSummary | null = null
  private readonly engine = createEngine({
    loadCore: coreLoader(out('core', 'core.wasm')),
    onProgress: (summary) => {
      this.latest = summary
    },
  })
  private readonly control = new CaptureControl(CAPTURE, {
    onEvent: (event) => {
      if (event.event === 'stopped' && event.reason !== 'asked') this.complaints.push(event.message)
    },
    onGone: (sentence) => this.complaints.push(sentence),
  })
  private following: Promise<void> = Promise.resolve()

  /** Captures on the wire into `file`, and follows it. @throws where the capture does not start. */
  async start(file: string, settings: Partial<CaptureSettings> = {}): Promise<void> {
    const whole = { filter: '', snapLength: WHOLE_FRAMES, isPromiscuous: false, ring: null, engine: null }
    const refused = await this.control.start({ interfaces: [WIRE], ...whole, ...settings }, file, 0)
    if (refused !== null) throw new Error(refused.message)
    this.following = this.engine.follow(file)
    while (this.latest === null) await pause(10)
  }

  ask<Name extends QueryName>(query: Name, args: QueryArguments<Name>): QueryAnswers[Name] {
    // The engine answers each query with its own kind of answer.
    return this.engine.answer(query, args) as QueryAnswers[Name]
  }

  /** @throws with the last answer where it doesn't come true within `ms`. */
  async until<T>(ms: number, look: () => T, isRight: (seen: T) => boolean): Promise<T> {
    const end = Date.now() + ms
    for (;;) {
      const seen = look()
      if (isRight(seen)) return seen
      if (Date.now() > end) throw new Error(`after ${ms} ms: ${JSON.stringify(seen, withBigInts)}`)
      await pause(20)
    }
  }

  async stop(): Promise<void> {
    await this.control.stop()
    this.engine.ended()
    await this.following
  }

  async close(): Promise<void> {
    await this.control.end()
    this.engine.close()
  }
}

const withBigInts = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
