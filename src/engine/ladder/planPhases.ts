/** The farthest level: a flow in a few rows. Handshake, data, idle time, stalls, close. */
import { said } from '../said/said'
import { KEEP_ALIVES } from './classify'
import { hasBreakBefore, isOpened, type LevelBasis } from './levelBasis'
import { planSegments } from './planSegments'
import { PHASE, QUIET, type RowList } from './rowList'
import { type Span, spansOf } from './spans'

/** A pause or a stall is a phase where it takes at least this part of the flow: however long the flow, phases are few. */
const WORTH_A_PHASE = 1 / 50

/** The phase between named spans. */
const dataTitle = (): string => said`Data`
const idleTitle = (): string => said`Idle`
const afterClose = (): string => said`After the close`
const afterReset = (): string => said`After the reset`

interface Phase {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly title: string
}

/** Pushes the rows of the whole flow and returns the names of its phases. */
export function planPhases(basis: LevelBasis, list: RowList): readonly string[] {
  const titles: string[] = []
  const least = Math.max(basis.threshold, basis.flow.captureEnd * WORTH_A_PHASE)
  for (const phase of phasesOf(basis, least)) {
    if (isLongPause(basis, phase.from, least)) list.push(QUIET, phase.from, 0, 0, 0)
    if (isOpened(basis, phase.from)) {
      planSegments(basis, list, phase.from, phase.to)
      continue
    }
    let title = titles.indexOf(phase.title)
    if (title < 0) title = titles.push(phase.title) - 1
    list.push(PHASE, phase.from, phase.to - phase.from, 0, title)
  }
  return titles
}

function phasesOf(basis: LevelBasis, least: number): Phase[] {
  const { flow, milestones, stalls } = basis
  const phases: Phase[] = []
  const spans = spansOf(
    flow,
    milestones,
    stalls.filter(({ durationNs }) => durationNs >= least),
  )
  let done = 0
  let between = dataTitle()
  spans.forEach((span, place) => {
    const from = Math.max(done, span.from)
    const to = endOf(span, spans[place + 1], flow.count)
    if (to <= from) return
    pushBetween(basis, phases, done, from, least, between)
    phases.push({ from, to, title: span.title })
    done = to
    between = span.kind === 'close' ? afterClose() : span.kind === 'reset' ? afterReset() : dataTitle()
  })
  pushBetween(basis, phases, done, flow.count, least, between)
  return phases
}

/** Where a span ends; what comes next begins inside: this one ends where that begins. */
function endOf(span: Span, next: Span | undefined, count: number): number {
  const end = Math.min(count, span.to + 1)
  return next !== undefined && next.from <= span.to ? Math.min(end, next.from) : end
}

/** Phases from `from` to `to`, of which no span tells anything: traffic, and pauses in which at most keep-alives pass. */
function pushBetween(basis: LevelBasis, phases: Phase[], from: number, to: number, least: number, title: string): void {
  const { flow, classes } = basis
  let begun = from
  let position = from
  while (position < to) {
    if (classes[position] !== KEEP_ALIVES) {
      if (position > begun && isLongPause(basis, position, least)) {
        phases.push({ from: begun, to: position, title })
        begun = position
      }
      position++
      continue
    }
    let end = position + 1
    while (end < to && classes[end] === KEEP_ALIVES) end++
    const since = flow.time[Math.max(0, position - 1)] ?? 0
    const until = end < flow.count ? (flow.time[end] ?? 0) : flow.captureEnd
    if (until - since >= least) {
      if (position > begun) phases.push({ from: begun, to: position, title })
      phases.push({ from: position, to: end, title: idleTitle() })
      begun = end
    }
    position = end
  }
  if (to > begun) phases.push({ from: begun, to, title })
}

const isLongPause = (basis: LevelBasis, position: number, least: number): boolean =>
  hasBreakBefore(basis, position) && (basis.flow.time[position] ?? 0) - (basis.flow.time[position - 1] ?? 0) >= least
