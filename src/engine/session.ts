/** The engine: one capture at a time, queries answered while it is being read. Runs wherever Node runs. */
import type { CaptureProblem, CaptureSummary, QueryAnswers, QueryName } from '../contracts/engine'
import { Answers } from './answers'
import type { Core } from './core'
import { OpenCapture } from './openCapture'
import { openSource } from './source/source'
import { emptySummary } from './summary'
import { SecondEnd } from './twoEnds/secondEnd'

export interface EngineOptions {
  /** A fresh core instance; see coreLoader. */
  readonly loadCore: () => Promise<Core>
  /** At least ten times a second while reading, and once when it is done. */
  readonly onProgress: (summary: CaptureSummary) => void
}

export interface Engine {
  /**
   * Opens a capture in place of the one that is open; resolves when all of it was read. A bad file is in the summary.
   * `other`: the capture of the other end, read after it and told together with it.
   */
  open(path: string, other?: string | null): Promise<void>
  /** Stops reading; what was read stays. */
  cancel(): void
  /** @throws with a sentence where the query or its arguments are wrong, or nothing is open. */
  answer(query: string, args: unknown): QueryAnswers[QueryName]
  close(): void
}

interface Opened {
  readonly capture: OpenCapture
  readonly answers: Answers
  readonly second: SecondEnd | null
}

export function createEngine({ loadCore, onProgress }: EngineOptions): Engine {
  let opened: Opened | null = null
  let failed: CaptureSummary | null = null
  /** Counts `open` and `close`: one that was overtaken while the core loaded must not take the place of a later one. */
  let turn = 0

  const close = (): void => {
    turn += 1
    opened?.capture.close()
    opened?.second?.close()
    opened = null
    failed = null
  }

  const fail = (problem: CaptureProblem): void => {
    failed = emptySummary(problem)
    onProgress(failed)
  }

  return {
    async open(path, other = null) {
      close()
      const mine = turn
      const core = await loadCore()
      if (turn !== mine) return
      const result = openSource(path)
      if (!result.ok) return fail(result.problem)
      const capture = new OpenCapture(core, result.source)
      const second = other === null ? null : new SecondEnd(other, loadCore)
      opened = { capture, answers: new Answers(capture, second), second }
      await capture.read(() => {
        if (turn === mine) onProgress(capture.summary())
      })
      if (turn !== mine || capture.summary().problem?.fatal) return
      await second?.read(capture, () => {
        if (turn === mine) onProgress(capture.summary())
      })
    },
    cancel: () => opened?.capture.stop(),
    answer(query, args) {
      if (opened) return opened.answers.answer(query, args)
      if (failed && query === 'summary') return failed
      throw new Error('no capture is open')
    },
    close,
  }
}
