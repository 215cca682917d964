/** Two captures of the same flows, one taken at each end: what arrived, and what the path did to the rest. */

import { COUNTER_FRAMES, COUNTER_SEGMENTS } from '../../contracts/abi'
import type { EndCapture, FlowAtEnd, TwoEndsFlow, TwoEndsReport } from '../../contracts/twoEnds'
import { flowId } from '../../contracts/units'
import { type CaptureEnd, timeBaseOf } from './captureEnd'
import { type Clock, solveClock } from './clock'
import { clockRelation } from './clockReport'
import { type CommonFlow, clockSamplesOf, readAlone, readCommon } from './commonFlows'
import type { FlowFacts } from './flowFacts'
import { Habits } from './habits'
import { judgeFlow, type Witnesses } from './judgeFlow'
import { matchFlows } from './matchFlows'
import { reportedDrops } from './reportedDrops'
import { sentencesOf } from './sentences'
import { atClientsEnd } from './shift'
import type { Witness } from './view'
import { finish, type Work } from './work'

export type { CaptureEnd } from './captureEnd'

/** As `alignment`, all at once. */
export const alignEnds = (first: CaptureEnd, second: CaptureEnd): TwoEndsReport => finish(alignment(first, second))

/** Segments that `alignment` gets on by on the whole, at most: it reads each, and judges each. */
export const alignmentLength = (first: CaptureEnd, second: CaptureEnd): number =>
  2 * (first.core.counter(COUNTER_SEGMENTS) + second.core.counter(COUNTER_SEGMENTS))

/**
 * Aligns two captures that were read to their ends. The frames of the flows in common are read back from the files.
 *
 * @throws with a sentence where a file can't be read any more.
 */
export function* alignment(first: CaptureEnd, second: CaptureEnd): Work<TwoEndsReport> {
  const matched = yield* matchFlows(first, second)
  const common = yield* readCommon(first, second, matched.pairs)
  const clock = yield* solveClock(common.flatMap(clockSamplesOf))
  const witnesses = { first: yield* witnessOf(first), second: yield* witnessOf(second) }
  const flows = clock === null ? [] : [...common, ...(yield* readAlone(first, second, matched, common))]
  const reports: TwoEndsFlow[] = []
  if (clock !== null) {
    const habits = yield* Habits.ofFlows(flows, clock)
    for (const flow of flows) reports.push(yield* flowReport(flow, clock, habits, witnesses))
  }
  const alone = (has: (flow: CommonFlow) => unknown): number => flows.filter((flow) => !flow.pair && has(flow)).length
  return {
    first: endCapture(first, witnesses.first),
    second: endCapture(second, witnesses.second),
    clock: clock === null ? null : clockRelation(clock, witnesses),
    flows: reports,
    others: {
      first: matched.onlyFirst.length - alone((flow) => flow.first),
      second: matched.onlySecond.length - alone((flow) => flow.second),
    },
  }
}

function* witnessOf(end: CaptureEnd): Work<Witness> {
  return { ...timeBaseOf(end), name: end.source.name, droppedFrames: yield* reportedDrops(end.source) }
}

function endCapture({ core }: CaptureEnd, { name, droppedFrames }: Witness): EndCapture {
  return { name, frames: core.counter(COUNTER_FRAMES), flows: core.flowCount(), droppedFrames }
}

function* flowReport(flow: CommonFlow, clock: Clock, habits: Habits, witnesses: Witnesses): Work<TwoEndsFlow> {
  const { first, second, pair, clientEnd } = flow
  const report = {
    first: first === null ? null : atEnd(first, false),
    second: second === null ? null : atEnd(second, pair?.isSwapped ?? false),
    matchedBy: pair?.matchedBy ?? 'one end only',
    clientEnd: clientEnd.end,
    clientEndKnownBy: clientEnd.knownBy,
    sequenceShift: atClientsEnd(pair?.shift ?? { client: 0, server: 0 }, clientEnd.end),
    ...(yield* judgeFlow(flow, clock, habits, witnesses)),
  } as const
  return {
    ...report,
    // Made when they are read: in the language that is spoken then.
    get sentences() {
      return sentencesOf(report, witnesses)
    },
  }
}

/** By the first capture's roles. */
function atEnd({ flow, client, server }: FlowFacts, isSwapped: boolean): FlowAtEnd {
  const [opener, other] = isSwapped ? [server, client] : [client, server]
  return {
    flow: flowId(flow),
    client: { address: opener.address, port: opener.port },
    server: { address: other.address, port: other.port },
  }
}
