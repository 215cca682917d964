/** The engine: one capture at a time, queries answered while it is being read. Runs wherever Node runs. */

import type { QueryAnswers, QueryName } from '../contracts/engine'
import type { ExportOrder } from '../contracts/engineProcess'
import type { CaptureProblem, CaptureSummary } from '../contracts/summary'
import { Answers } from './answers'
import type { Capture } from './capture'
import type { Core } from './core'
import { type Exported, exportToFile } from './export/toFile'
import { readAhead } from './ladder/readAhead'
import type { FlowChange } from './live/flowChange'
import { LiveCapture, type LiveOptions } from './live/liveCapture'
import { OpenCapture } from './openCapture'
import { inEach, said } from './said/said'
import { type Saved, type SaveOrder, saveCapture } from './save/index'
import type { Writing } from './save/writing'
import { FollowedSource } from './source/followed'
import { openSources } from './source/sources'
import { emptySummary } from './summary'
import { SecondEnd } from './twoEnds/secondEnd'

export interface EngineOptions {
  /** A fresh core instance; see coreLoader. */
  readonly loadCore: () => Promise<Core>
  /**
   * At least ten times a second while a saved capture is read, and once when it is done. While one is followed, within
   * 100 ms of what changed, and once a second at least.
   */
  readonly onProgress: (summary: CaptureSummary) => void
  readonly live?: LiveOptions
  /** Ladders will be looked at: what takes long to read for them is read as soon as nothing else is to be done. */
  readonly readsAhead?: boolean
}

export interface Engine {
  /**
   * Opens a capture in place of the one that is open; resolves when all of it was read. A bad file is in the summary.
   * `other`: the capture of the other end, read after it and told together with it. `parts`: captures that are read with
   * it as one, in order of time.
   */
  open(path: string, other?: string | null, parts?: readonly string[]): Promise<void>
  /**
   * Follows a capture that is being written, in place of what is open; resolves when it ended and all was read.
   *
   * @param path of its file, which need not be there yet; null: no packets, this host's sockets alone.
   * @param isPast it had ended before: the sockets that this host has now are not those of its time, and aren't read.
   */
  follow(path: string | null, isPast?: boolean): Promise<void>
  /** The capture that is followed goes on in another file; `removed`: the file that its ring gave up. */
  next(path: string, removed: string | null): void
  /** Nothing more will be written to the capture that is followed. */
  ended(): void
  /**
   * Flows of a followed capture whose states or verdict changed since this was asked last, as they stand now: each once,
   * those that changed first, at most so many. The others wait for the next time, so that who is slow is told less.
   */
  changes(atMost: number): readonly FlowChange[]
  /** Stops reading, following, or aligning with the other end's capture; what was read stays. */
  cancel(): void
  /** Writes a ladder, a list of flows or a report to `path`; never throws. */
  export(path: string, order: ExportOrder, writing?: Writing): Promise<Exported>
  /** Writes a pcapng of its own; never throws. */
  save(order: SaveOrder, writing?: Writing): Promise<Saved>
  /** @throws with a sentence where the query or its arguments are wrong, or nothing is open. */
  answer(query: string, args: unknown): QueryAnswers[QueryName]
  close(): void
}

interface Opened {
  readonly capture: Capture
  readonly answers: Answers
  readonly second: SecondEnd | null
  /** The same capture, where it is followed. */
  readonly live: LiveCapture | null
}

export function createEngine({ loadCore, onProgress, live, readsAhead = false }: EngineOptions): Engine {
  let opened: Opened | null = null
  /** There before its core is: what is told of it meanwhile must not get lost. */
  let followed: FollowedSource | null = null
  let failed: CaptureSummary | null = null
  /** Counts `open` and `close`: one that was overtaken while the core loaded must not take the place of a later one. */
  let turn = 0

  const close = (): void => {
    turn += 1
    opened?.capture.close()
    opened?.second?.close()
    followed?.close()
    opened = null
    followed = null
    failed = null
  }

  const fail = (problem: CaptureProblem): void => {
    failed = emptySummary(problem)
    onProgress(failed)
  }

  return {
    async open(path, other = null, parts = []) {
      close()
      const mine = turn
      const core = await loadCore()
      if (turn !== mine) return
      const result = openSources([path, ...parts])
      if (!result.ok) return fail(result.problem)
      const capture = new OpenCapture(core, result.source)
      const second = other === null ? null : new SecondEnd(other, loadCore)
      opened = { capture, answers: new Answers(capture, second), second, live: null }
      await capture.read(() => {
        if (turn === mine) onProgress(capture.summary())
      })
      if (turn !== mine || capture.summary().problem?.fatal) return
      await second?.read(capture, () => {
        if (turn === mine) onProgress(capture.summary())
      })
      if (readsAhead) await readAhead(capture, () => turn === mine)
    },
    async follow(path, isPast = false) {
      close()
      const mine = turn
      const source = new FollowedSource(path)
      followed = source
      const core = await loadCore()
      if (turn !== mine) return
      const capture = new LiveCapture(core, source, { ...live, isPast })
      opened = { capture, answers: new Answers(capture), second: null, live: capture }
      await capture.follow(() => {
        if (turn === mine) onProgress(capture.summary())
      })
    },
    next: (path, removed) => followed?.next(path, removed),
    ended: () => followed?.end((live?.wallMs ?? Date.now)()),
    changes: (atMost) => opened?.live?.changes(atMost) ?? [],
    cancel() {
      opened?.capture.stop()
      opened?.second?.stop()
    },
    async export(path, order, writing) {
      if (opened === null)
        return { isWritten: false, message: inEach(() => said`Nothing is open that could be exported.`) }
      return exportToFile(opened.capture, path, order, writing)
    },
    async save(order, writing) {
      if (opened === null) return { packets: null, message: inEach(() => said`Nothing is open that could be saved.`) }
      return saveCapture(opened.capture, order, writing)
    },
    answer(query, args) {
      if (opened) return opened.answers.answer(query, args)
      if (failed && query === 'summary') return failed
      throw new Error('no capture is open')
    },
    close,
  }
}
