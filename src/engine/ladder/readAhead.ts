/**
 * What ladders of long flows are planned from, read while nobody asks: a million segments take longer to read than who
 * clicks on their flow should wait.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Capture } from '../capture'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { prepare } from './plan'
import { MOST_FLOWS, MOST_SEGMENTS, readFlowRows } from './readFlowRows'

/** Shorter flows are read as fast as they are asked for. */
const LONG_SEGMENTS = 50_000
/** What is asked for when a capture was read comes first. */
const PAUSE_MS = 150
/** Between two steps queries get in. */
const REST_MS = 10

/** Flows of `least` segments or more, the longest first: as many as stay read at a time. */
export function longFlows(core: Core, least = LONG_SEGMENTS): number[] {
  const record = new FlowRecord(core)
  const found: { readonly flow: number; readonly segments: number }[] = []
  const count = core.flowCount()
  for (let flow = 0; flow < count; flow += 1) {
    record.at(flow)
    const segments = record.segments(0) + record.segments(1)
    if (segments >= least && segments <= MOST_SEGMENTS) found.push({ flow, segments })
  }
  found.sort((one, other) => other.segments - one.segments)
  let room = MOST_SEGMENTS
  const fitting = found.filter(({ segments }) => {
    if (segments > room) return false
    room -= segments
    return true
  })
  return fitting.slice(0, MOST_FLOWS - 1).map(({ flow }) => flow)
}

/** Reads the long flows of a capture that has been read, step by step, for as long as it `isWanted`. */
export async function readAhead(capture: Capture, isWanted: () => boolean): Promise<void> {
  await pause(PAUSE_MS)
  if (!isWanted()) return
  for (const flow of longFlows(capture.core)) {
    const rows = readFlowRows(capture.core, flow, capture.knownUntil)
    for (const step of prepare(rows)) {
      step()
      await pause(REST_MS)
      if (!isWanted()) return
    }
  }
}
