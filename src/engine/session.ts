/** The engine: one capture at a time, queries answered while it is being read. Runs wherever Node runs. */
import type { CaptureProblem, CaptureSummary, QueryAnswers, QueryName } from '../contracts/engine'
import { Answers } from './answers'
import type { Core } from './core'
import { OpenCapture } from './openCapture'
import { openSource } from './source/source'
import { emptySummary } from './summary'

export interface EngineOptions {
  /** A fresh core instance; see coreLoader. */
  readonly loadCore: () => Promise<Core>
  /** At least ten times a second while reading, and once when it is done. */
  readonly onProgress: (summary: CaptureSummary) => void
}

export interface Engine {
  /** Opens a capture in place of the one that is open; resolves when all of it was read. A bad file is in the summary. */
  open(path: string): Promise<void>
  /** Stops reading; what was read stays. */
  cancel(): void
  /** @throws with a sentence where the query or its arguments are wrong, or nothing is open. */
  answer(query: string, args: unknown): QueryAnswers[QueryName]
  close(): void
}

interface Opened {
  readonly capture: OpenCapture
  readonly answers: Answers
}

export function createEngine({ loadCore, onProgress }: EngineOptions): Engine {
  let opened: Opened | null = null
  let failed: CaptureSummary | null = null
  /** Counts `open` and `close`: one that was overtaken while the core loaded must not take the place of a later one. */
  let turn = 0

  const close = (): void => {
    turn += 1
    opened?.capture.close()
    opened = null
    failed = null
  }

  const fail = (problem: CaptureProblem): void => {
    failed = emptySummary(problem)
    onProgress(failed)
  }

  return {
    async open(path) {
      close()
      const mine = turn
      const core = await loadCore()
      if (turn !== mine) return
      const result = openSource(path)
      if (!result.ok) return fail(result.problem)
      const capture = new OpenCapture(core, result.source)
      opened = { capture, answers: new Answers(capture) }
      await capture.read(() => {
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
