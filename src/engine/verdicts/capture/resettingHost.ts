import { Flag } from '../../../contracts/abi'
import type { CaptureVerdict } from '../../../contracts/flow'
import { said } from '../../said/said'
import { countWords } from '../../words'
import { ABORT_COUNTERS, nextStep } from '../nextSteps'
import { hasFlags } from '../story'
import { type CaptureRule, evidenceOf, storyOf } from './rule'
import { Trait } from './survey'

const CUT_MIN = 10
/** Of the flows that the host takes part in. */
const SHARE_MIN = 0.3

/** One host cuts many open connections with RST. */
export const resettingHost: CaptureRule = {
  id: 'resetting-host',
  find(survey, capture) {
    const found: CaptureVerdict[] = []
    for (let host = 0; host < survey.hosts.groups; host += 1) {
      const cut = survey.hosts.of(host, Trait.CUT)
      if (cut < CUT_MIN || cut < SHARE_MIN * survey.flowsOfHost(host)) continue
      const flows = survey.members(survey.atHost, host, Trait.CUT)
      const story = storyOf(survey, capture, flows[0] ?? 0)
      const who = story.address(story.flow.resetBy)
      found.push({
        id: 'resetting-host',
        severity: 'warning',
        certainty: 'likely',
        title: said`One host resets many flows`,
        sentence: said`${who} cut ${countWords(cut)} open connections with RST, without a FIN: its application aborts or restarts, its limits are reached, or a device on the way does so in its name.`,
        evidence: evidenceOf(survey, capture, flows, (each) => [
          each.last((segment) => segment.sender === each.flow.resetBy && hasFlags(segment, Flag.RST)),
          said`RST from ${who}`,
        ]),
        nextStep: nextStep(said`On ${who}, see whether its TCP aborts connections, and why:`, ABORT_COUNTERS),
      })
    }
    return found
  },
}
