import type { Flow } from '../../src/contracts/flow'
import type { FlowPage } from '../../src/contracts/flowList'
import type { Engine } from '../../src/engine/session'

const PAGE = 1000
const EVERYTHING = { text: '', severity: null, state: null, outcome: null }

/**
 * Every flow of the capture that is open, in order, as JSON: all that is told of it but its processes, which nobody
 * knows of a saved file, and the words that tell how long ago something was.
 */
export function flowTexts(engine: Engine): string[] {
  const texts: string[] = []
  for (;;) {
    const query = { sort: 'order', descending: false, filter: EVERYTHING, from: texts.length, count: PAGE }
    // The engine answers each query with its own kind of answer.
    const { rows } = engine.answer('flows', query) as FlowPage
    if (rows.length === 0) return texts
    texts.push(...rows.map(ofTheWire))
  }
}

function ofTheWire({ processes: _, verdict, ...flow }: Flow): string {
  const { sentence, expectedNext, ...lasting } = verdict
  return JSON.stringify({ ...flow, verdict: lasting }, withBigInts)
}
const withBigInts = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
