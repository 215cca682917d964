import { Completeness, Flag, FlowBit } from '../../../contracts/abi'
import { isGraceful } from '../../flows/close'
import { said } from '../../said/said'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, hasFlags, inFrame } from '../story'
import { FlowTrait } from '../traits'

/** Resets looked at. */
const MOST_RESETS = 100

/** How many different numbers the resets of one endpoint bear. */
function guessesOf(story: FlowStory, sender: number): number {
  const resets = story.some((segment) => segment.sender === sender && hasFlags(segment, Flag.RST), MOST_RESETS)
  return new Set(resets.map((reset) => story.segmentAt(reset).seq)).size
}

/** A reset with a number outside what the receiver expects: it was ignored, or challenged (RFC 5961 §3.2). */
export const resetIgnored: Rule = {
  id: 'reset-ignored',
  needs: FlowTrait.RESET_IGNORED,
  judge: (flow) =>
    (flow.completeness & Completeness.RST) !== 0 && !flow.has(FlowBit.RESET) && !isGraceful(flow) ? 'note' : null,
  title: () => said`Reset ignored`,
  explain(story) {
    const reset = story.first((segment) => hasFlags(segment, Flag.RST))
    const sender = reset ? story.segmentAt(reset).sender : 0
    const peer = (1 - sender) as 0 | 1
    const answer =
      reset &&
      story.first((segment) => segment.sender === peer && hasFlags(segment, Flag.ACK, Flag.RST), reset.index + 1)
    const isChallenge = answer !== null && story.challenge(answer)?.why === 'reset'
    const guesses = guessesOf(story, sender)
    return {
      certainty: answer === null ? 'possible' : 'likely',
      evidence: evidence(
        [reset, said`RST out of place`],
        [answer, isChallenge ? said`the challenge ACK` : said`the peer goes on`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`The RST${inFrame(reset)} does not bear the sequence number that ${story.address(peer)} expects, so it does not count${answer === null ? '' : isChallenge ? said`: the challenge ACK${inFrame(answer)} answers it` : said`: ${story.address(peer)} goes on${inFrame(answer)}`}.${guesses > 1 ? said` ${guesses} resets came with different numbers, as when somebody guesses them to cut the connection (a blind reset).` : ''}`,
        expectedNext: isChallenge ? said`RST with the exact number, if the sender means it (RFC 5961).` : '',
        nextStep: nextStep(
          said`An old duplicate, or someone guesses numbers to cut this connection: see whether more such RSTs come.`,
        ),
      }),
    }
  },
}
