/** Judges one flow: both directions, what the path changed, and the sentences that say so. */
import type { Side, Sides } from '../../contracts/flow'
import type { Alteration, DirectionFates, End, SegmentFate } from '../../contracts/twoEnds'
import type { Clock } from './clock'
import type { CommonFlow } from './commonFlows'
import { type DirectionResult, judgeDirection } from './fate'
import type { Habit, Habits } from './habits'
import { matchSegments } from './matchSegments'
import { median } from './order'
import type { BothSeen } from './readFlow'
import { DirectionView, type Witness } from './view'
import { endOf } from './whichEnd'
import { otherSide, type WireSegment } from './wireSegment'
import { inSlices, sortedBy, type Work } from './work'

export interface Witnesses {
  readonly first: Witness
  readonly second: Witness
}

export interface JudgedFlow {
  readonly directions: Sides<DirectionFates>
  readonly alterations: readonly Alteration[]
  readonly segments: readonly SegmentFate[]
}

const SIDES: readonly Side[] = ['client', 'server']

export function* judgeFlow(flow: CommonFlow, clock: Clock, habits: Habits, witnesses: Witnesses): Work<JudgedFlow> {
  const clientEnd = flow.clientEnd.end
  const results: (DirectionResult & { side: Side })[] = []
  for (const side of SIDES) {
    results.push({ side, ...(yield* judgeSide(flow, side, clock, habits.of(flow, side), witnesses)) })
  }
  const segments = results.flatMap(({ fates }) => fates)
  return {
    directions: {
      client: countFates(segments.filter(({ from }) => from === 'client')),
      server: countFates(segments.filter(({ from }) => from === 'server')),
    },
    alterations: results.flatMap(({ side, ...result }) => alterationsOf(side, result)),
    segments: yield* inTime(segments, clock, clientEnd, witnesses),
  }
}

function* judgeSide(
  { read, clientEnd }: CommonFlow,
  side: Side,
  clock: Clock,
  habit: Habit,
  witnesses: Witnesses,
): Work<DirectionResult> {
  const isForward = endOf(side, clientEnd.end) === 'first'
  const { kept } = read[side]
  const [sender, receiver] = isForward ? [witnesses.first, witnesses.second] : [witnesses.second, witnesses.first]
  const view = new DirectionView(clock, isForward, sender, receiver, habit)
  const delivery = yield* matchSegments(
    { sent: seenAt(read[side], isForward), got: seenAt(read[side], !isForward) },
    kept,
    view,
  )
  // What the receiver's host sent back, in its own capture.
  return yield* judgeDirection(delivery, kept, view, seenAt(read[otherSide(side)], !isForward))
}

const seenAt = (seen: BothSeen, isFirst: boolean): readonly WireSegment[] => (isFirst ? seen.first : seen.second)

function countFates(fates: readonly SegmentFate[]): DirectionFates {
  const count = (test: (fate: SegmentFate) => boolean): number => fates.filter(test).length
  const delays = fates.flatMap(({ fate, delayNs }) => (fate === 'duplicate' || delayNs === null ? [] : [delayNs]))
  return {
    sent: count(({ fate, sentFrame }) => sentFrame !== null && fate !== 'duplicate'),
    arrived: count(({ fate }) => fate === 'arrived'),
    lost: count(({ fate }) => fate === 'lost'),
    partlyLost: count(({ fate }) => fate === 'partly lost'),
    duplicates: count(({ fate }) => fate === 'duplicate'),
    forged: count(({ fate }) => fate === 'forged'),
    uncaptured: count(({ fate }) => fate === 'uncaptured'),
    unknown: count(({ fate }) => fate === 'unknown'),
    delayed: count(({ isDelayed }) => isDelayed),
    reordered: count(({ isReordered }) => isReordered),
    altered: count(({ changes }) => changes.length > 0),
    usualDelayNs: median(delays),
  }
}

/** Equal changes counted together; of a field that changes to ever other values, the first example stands for all. */
function alterationsOf(side: Side, { fates, everywhere }: DirectionResult): Alteration[] {
  const found = new Map<string, { -readonly [Name in keyof Alteration]: Alteration[Name] }>()
  const note = (key: string, alteration: Alteration): void => {
    const known = found.get(key)
    if (known) known.segments += 1
    else found.set(key, { ...alteration })
  }
  for (const { changes, arrivedFrames } of fates) {
    const [frame] = arrivedFrames
    if (frame === undefined) continue
    for (const change of changes) {
      note(`${change.field} ${change.before} ${change.after}`, { ...change, from: side, segments: 1, frame })
    }
  }
  for (const { change, got } of everywhere) note(change.field, { ...change, from: side, segments: 1, frame: got.frame })
  return [...found.values()]
}

/** In order of the first clock. */
function* inTime(
  fates: readonly SegmentFate[],
  clock: Clock,
  clientEnd: End,
  { first, second }: Witnesses,
): Work<SegmentFate[]> {
  const timeOf = ({ from, sentAt, arrivedAt }: SegmentFate): number => {
    const isFirst = (endOf(from, clientEnd) === 'first') === (sentAt !== null)
    const { start } = isFirst ? first : second
    const time = Number((sentAt ?? arrivedAt ?? start) - start)
    return isFirst ? time : time - clock.offsetAt(time - clock.offsetAt(time))
  }
  const timed: { fate: SegmentFate; time: number }[] = []
  yield* inSlices(fates, (fate) => timed.push({ fate, time: timeOf(fate) }))
  return (yield* sortedBy(timed, ({ time }) => time)).map(({ fate }) => fate)
}
