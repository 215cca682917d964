import { TcpState } from '../../../contracts/abi'
import { NOTHING_TO_DO, type Rule } from '../rule'
import { evidence } from '../story'

/** The side that closed first lingers, as it should. */
export const timeWait: Rule = {
  id: 'time-wait',
  judge: (flow) => (flow.state(0) === TcpState.TIME_WAIT || flow.state(1) === TcpState.TIME_WAIT ? 'note' : null),
  title: () => 'TIME_WAIT',
  explain(story) {
    const { flow } = story
    const last = story.lastSegment
    const lingers = ([0, 1] as const).filter((endpoint) => flow.state(endpoint) === TcpState.TIME_WAIT)
    return {
      certainty: 'proved',
      evidence: evidence([last, 'the last segment']),
      counterEvidence: [],
      words: () => ({
        sentence: `${lingers.map((endpoint) => story.address(endpoint)).join(' and ')} waits in TIME_WAIT after frame ${last.frame}, in case the last ACK got lost (Linux: 60 s). This is normal for the side that closes first.`,
        expectedNext: 'Nothing; if the last ACK was lost, the second FIN again.',
        nextStep: NOTHING_TO_DO,
      }),
    }
  },
}
