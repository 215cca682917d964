/** The capture's facts so far. */
import { basename } from 'node:path'
import {
  CaptureFormat,
  COUNTER_CUT_FRAMES,
  COUNTER_FIRST_TIME,
  COUNTER_FRAMES,
  COUNTER_LAST_TIME,
  COUNTER_OTHER_FRAMES,
  COUNTER_SEGMENTS,
} from '../contracts/abi'
import type { CaptureProblem, CaptureSummary, LiveFacts } from '../contracts/summary'
import type { Core } from './core'
import type { FlowVerdicts } from './flows/verdicts'
import type { Source } from './source/source'

const FORMATS: Readonly<Record<CaptureFormat, CaptureSummary['format']>> = {
  [CaptureFormat.UNKNOWN]: 'unknown',
  [CaptureFormat.PCAP]: 'pcap',
  [CaptureFormat.PCAPNG]: 'pcapng',
  [CaptureFormat.SNOOP]: 'snoop',
}

/** How far the reading got. */
export interface ReadingState {
  readonly bytesRead: number
  readonly elapsedMs: number
  readonly done: boolean
  readonly problem: CaptureProblem | null
}

/** @param live null: a saved capture. */
export function summarise(
  core: Core,
  source: Source,
  verdicts: FlowVerdicts,
  reading: ReadingState,
  comments: readonly string[],
  live: LiveFacts | null = null,
): CaptureSummary {
  const frames = core.counter(COUNTER_FRAMES)
  return {
    path: source.path,
    name: source.name,
    format: FORMATS[core.format()],
    bytesRead: reading.bytesRead,
    bytesTotal: Math.max(source.expectedSize, reading.bytesRead),
    frames,
    segments: core.counter(COUNTER_SEGMENTS),
    flows: core.flowCount(),
    otherFrames: core.counter(COUNTER_OTHER_FRAMES),
    cutFrames: core.counter(COUNTER_CUT_FRAMES),
    first: frames === 0 ? null : core.counterTime(COUNTER_FIRST_TIME),
    last: frames === 0 ? null : core.counterTime(COUNTER_LAST_TIME),
    elapsedMs: Math.round(reading.elapsedMs),
    done: reading.done,
    problem: reading.problem,
    outcomes: verdicts.outcomes,
    severities: verdicts.severities,
    comments,
    live,
  }
}

/** The summary of a capture that could not be opened. */
export function emptySummary(problem: CaptureProblem): CaptureSummary {
  return {
    path: problem.path,
    name: basename(problem.path),
    format: 'unknown',
    bytesRead: 0,
    bytesTotal: 0,
    frames: 0,
    segments: 0,
    flows: 0,
    otherFrames: 0,
    cutFrames: 0,
    first: null,
    last: null,
    elapsedMs: 0,
    done: true,
    problem,
    outcomes: {},
    severities: { ok: 0, note: 0, warning: 0, stuck: 0 },
    comments: [],
    live: null,
  }
}
