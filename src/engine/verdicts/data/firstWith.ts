/** The first few segments that bear an analysis flag, as evidence. */
import type { Analysis } from '../../../contracts/abi'
import type { Evidence } from '../../../contracts/flow'
import { evidence, type FlowStory, type Found } from '../story'

const SHOWN = 5

export const firstWith = (story: FlowStory, flag: Analysis): Found[] =>
  story.some((segment) => (segment.analysis & flag) !== 0, SHOWN)

export const evidenceOf = (shown: readonly Found[], shows: string): Evidence[] =>
  evidence(...shown.map((found) => [found, shows] as const))
