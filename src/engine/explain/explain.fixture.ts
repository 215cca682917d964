/** Explanations of a capture's flows, for tests: the real core, reader and answers. */
import type { ExplainedLoss, ExplainView, Knowledge, PathStep } from '../../contracts/explain'
import type { Side } from '../../contracts/flow'
import type { SegmentIndex } from '../../contracts/units'
import { Answers } from '../answers'
import { loadCore, memorySource } from '../capture.fixture'
import { readFlowRows } from '../ladder/readFlowRows'
import { OpenCapture } from '../openCapture'

export interface Explained {
  /** Segments of the flow. */
  readonly count: number
  /** The segment of a frame; the `number`th, from 1, where the capture holds this flow alone. */
  at(number: number): ExplainView
  lost(number: number): ExplainedLoss
}

export async function answersOf(bytes: Uint8Array) {
  const core = await loadCore()
  const capture = new OpenCapture(core, memorySource(bytes))
  await capture.read(() => undefined)
  return { core, answers: new Answers(capture) }
}

export async function explained(bytes: Uint8Array, flow = 0): Promise<Explained> {
  const { core, answers } = await answersOf(bytes)
  const { segment, count } = readFlowRows(core, flow)
  const asked = (number: number) => ({ flow, segment: (segment[number - 1] ?? 0) as SegmentIndex })
  return {
    count,
    at: (number) => answers.answer('explain', asked(number)) as ExplainView,
    lost: (number) => answers.answer('explainLoss', asked(number)) as ExplainedLoss,
  }
}

/** `own-iss! peer-iss?`: what a side knows; `?`: presumed, `!`: by this very segment. */
export const knownTo = (view: ExplainView, side: Side): string =>
  view.knows[side]
    .filter(({ isKnown }) => isKnown)
    .map(({ id, isNew, isProved }: Knowledge) => `${id}${isNew ? '!' : ''}${isProved ? '' : '?'}`)
    .join(' ')

/** `CLOSED>SYN_SENT SYN_SENT>ESTABLISHED` */
export const wayOf = (steps: readonly PathStep[]): string => steps.map(({ edge }) => edge).join(' ')

/** Rows from the loss on, as `> SYN seq 0 (lost) SYN_SENT/LISTEN`. */
export const told = ({ rows }: ExplainedLoss): string[] =>
  rows
    .filter(({ isHypothetical, isLost }) => isHypothetical || isLost)
    .map(({ from, label, isLost, client, server }) => {
      const arrow = from === 'client' ? '>' : '<'
      return `${arrow} ${label}${isLost ? ' (lost)' : ''} ${client.state}/${server.state}`
    })
