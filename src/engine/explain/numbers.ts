/** A side's variables after a segment, and which of them the segment moved. */
import { SIDE_NUMBERS, type SideNumberName, type SideNumbers } from '../../contracts/explain'
import { otherSide, type SideIndex } from '../ladder/flowRows'
import { type ExplainedFlow, numberOf } from './explained'
import type { SoFar } from './walk'

type Values = Record<SideNumberName, number | null>

function valuesOf(flow: ExplainedFlow, sides: SoFar, side: SideIndex): Values {
  const peer = otherSide(side)
  const known = (whose: SideIndex, value: number | null) => (flow.origins[whose] === null ? null : value)
  return {
    sndUna: known(side, sides[side].sndUna),
    sndNxt: known(side, sides[side].sndNxt),
    sndWnd: sides[side].room >= 0 && flow.isScaleKnown[peer] ? sides[peer].window : null,
    rcvNxt: known(peer, sides[side].rcvNxt),
    rcvWnd: flow.isScaleKnown[side] ? sides[side].window : null,
  }
}

/** @param before both sides before the segment. */
export function sideNumbers(flow: ExplainedFlow, before: SoFar, after: SoFar, side: SideIndex): SideNumbers {
  const was = valuesOf(flow, before, side)
  const is = valuesOf(flow, after, side)
  const sequence = (whose: SideIndex, value: number | null) => (value === null ? null : numberOf(flow, whose, value))
  return {
    sndUna: sequence(side, is.sndUna),
    sndNxt: sequence(side, is.sndNxt),
    sndWnd: is.sndWnd,
    rcvNxt: sequence(otherSide(side), is.rcvNxt),
    rcvWnd: is.rcvWnd,
    changed: SIDE_NUMBERS.filter((name) => is[name] !== was[name]),
  }
}
