import { EndpointBit, Flag, FlowBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, type Found, firstFin, hasFlags, inFrame } from '../story'
import { FlowTrait } from '../traits'

interface End {
  readonly found: Found | null
  readonly flag: 'FIN' | 'RST'
}

/** The segment that ended the subflow, or began to; null: neither FIN nor RST was seen. */
function endOf(story: FlowStory): End | null {
  const fin = firstFin(story)
  if (fin !== null) return { found: fin, flag: 'FIN' }
  if (!story.flow.has(FlowBit.RESET)) return null
  const reset = story.last((segment) => hasFlags(segment, Flag.RST))
  return reset === null ? null : { found: reset, flag: 'RST' }
}

/** Both SYNs bear the option of Multipath TCP, so the flow is one subflow of a connection: RFC 8684 §3.1, §3.2. */
export const mptcpSubflow: Rule = {
  id: 'mptcp-subflow',
  needs: FlowTrait.MPTCP,
  judge: (flow) => (flow.endpointHas(0, EndpointBit.MPTCP) && flow.endpointHas(1, EndpointBit.MPTCP) ? 'note' : null),
  title: () => said`Subflow of Multipath TCP`,
  explain(story) {
    const { flow } = story
    const [syn, answer] = [flow.clientIndex, flow.index('server')].map((endpoint) =>
      story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.SYN)),
    ) as [Found | null, Found | null]
    const end = endOf(story)
    return {
      // An end may fall back to plain TCP after the handshake: RFC 8684 §3.7.
      certainty: 'likely',
      evidence: evidence(
        [syn, said`SYN with the MPTCP option`],
        [answer, said`the answer of ${story.named(flow.index('server'))}, with the MPTCP option too`],
        [end?.found ?? null, said`${end?.flag ?? ''}: the end of this subflow, not of the connection`],
      ),
      counterEvidence: [said`Either end may fall back to plain TCP after the handshake (RFC 8684 §3.7).`],
      words: () => ({
        sentence: said`Both SYNs,${inFrame(syn)} and${inFrame(answer)}, bear the MPTCP option: this flow is a subflow of a Multipath TCP connection (RFC 8684). ${endWords(end)}`,
        expectedNext: '',
        nextStep: nextStep(
          said`Look at the other subflows of this connection too: they may use other addresses and ports of the same hosts.`,
        ),
      }),
    }
  },
}

/** RFC 8684 §3.3.3: DATA_FIN closes a connection; §3.5: MP_FASTCLOSE aborts it. */
function endWords(end: End | null): string {
  const what = end === null ? said`A FIN or RST here would end` : said`The ${end.flag}${inFrame(end.found)} ends`
  return said`${what} this subflow only, which is not the end of the connection: it may go on over others until DATA_FIN or MP_FASTCLOSE.`
}
