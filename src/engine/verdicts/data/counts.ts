/** How many segments of a flow bear an analysis flag. Allocates nothing. */
import type { Analysis } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'

const HIGHEST_BIT = 31

export const countOf = (flow: FlowRecord, flag: Analysis): number =>
  flow.hasAnalysis ? flow.analysisCount(HIGHEST_BIT - Math.clz32(flag)) : 0

export const segmentsOf = (flow: FlowRecord): number => flow.segments(0) + flow.segments(1)
