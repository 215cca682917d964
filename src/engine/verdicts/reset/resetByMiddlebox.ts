import { FlowBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { clauseWords } from '../../words'
import { nextStep, resetCapture } from '../nextSteps'
import type { Rule } from '../rule'
import { ANY_FIN, evidence, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

/** A reset in an endpoint's name that its packet shows to come from elsewhere: a firewall, a balancer, a censor. */
export const resetByMiddlebox: Rule = {
  id: 'reset-by-middlebox',
  needs: FlowTrait.RESET,
  judge(flow, capture) {
    if (!flow.has(FlowBit.RESET) || (flow.bits & ANY_FIN) !== 0) return null
    return capture.resetOrigin(flow).by === 'middlebox' ? 'warning' : null
  },
  title: () => said`Reset by a device on the path`,
  explain(story) {
    const { flow } = story
    const endpoint = flow.has(FlowBit.RESET_BY_B) ? 1 : 0
    const origin = story.capture.resetOrigin(flow)
    const named = story.address(endpoint)
    return {
      certainty: origin.isStrong ? 'likely' : 'possible',
      evidence: evidence(
        [origin.compared, said`a segment that ${named} did send`],
        [origin.reset, said`RST in the name of ${story.named(endpoint)}`],
      ),
      counterEvidence: [
        ...origin.forEndpoint.map((clause) => said`The endpoint itself may have sent it: ${clause}.`),
        said`A changed route or a load balancer with several hosts behind one address can look the same.`,
      ],
      words: () => ({
        sentence: said`The RST${inFrame(origin.reset)} bears the address of ${named}, but something on the path likely sent it: ${clauseWords(origin.forMiddlebox)}.`,
        expectedNext: '',
        nextStep: nextStep(
          said`Capture on ${named} at the same time: if no RST leaves there, a firewall, balancer or filter between it and ${story.address(otherEndpoint(endpoint))} made it.`,
          resetCapture(flow.port(flow.index('server'))),
        ),
      }),
    }
  },
}
