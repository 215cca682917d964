/** The capture's facts so far. */
import { basename } from 'node:path'
import {
  CaptureFormat,
  COMMENT_LENGTH,
  COMMENT_OFFSET,
  COUNTER_CUT_FRAMES,
  COUNTER_FIRST_TIME,
  COUNTER_FRAMES,
  COUNTER_LAST_TIME,
  COUNTER_OTHER_FRAMES,
  COUNTER_SEGMENTS,
} from '../contracts/abi'
import type { CaptureProblem, CaptureSummary } from '../contracts/engine'
import type { Core } from './core'
import type { VerdictColumn } from './flows/verdictColumn'
import type { Source } from './source/source'

const COMMENTS_AT_MOST = 100
const COMMENT_BYTES_AT_MOST = 4096

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

export function summarise(core: Core, source: Source, verdicts: VerdictColumn, reading: ReadingState): CaptureSummary {
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
    comments: readComments(core, source),
    live: null,
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

/** Comments stay in the file; these are read back from it. */
function readComments(core: Core, source: Source): string[] {
  const comments: string[] = []
  const count = Math.min(core.commentCount(), COMMENTS_AT_MOST)
  for (let comment = 0; comment < count; comment += 1) {
    const pointer = core.commentPointer(comment)
    const length = core.views.u32[(pointer + COMMENT_LENGTH) >>> 2] as number
    const bytes = new Uint8Array(Math.min(length, COMMENT_BYTES_AT_MOST))
    const got = source.read(bytes, 0, bytes.length, core.u64(pointer + COMMENT_OFFSET))
    comments.push(new TextDecoder().decode(bytes.subarray(0, got)))
  }
  return comments
}
