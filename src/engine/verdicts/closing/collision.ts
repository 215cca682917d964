/** A SYN that meets an old connection on its ports: SYN, ACK, RST, SYN. */

import { Analysis, EndpointBit, Flag, FlowBit, TcpState } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { isGraceful } from '../../flows/close'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { nextStep, timeWaits } from '../nextSteps'
import type { CaptureFacts, Rule } from '../rule'
import { evidence, type FlowStory, type Found, hasFlags, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

const REUSED_PORTS_BIT = Math.log2(Analysis.REUSED_PORTS)

export interface Collision {
  readonly syn: Found
  readonly ack: Found
  readonly reset: Found
  /** The SYN again; null: none was captured. */
  readonly retry: Found | null
  /** The old connection had closed: TIME_WAIT. Else one side still holds it open; null: not captured. */
  readonly wasClosed: boolean | null
}

/** What the flow record alone rules out. */
function mayCollide(flow: FlowRecord): boolean {
  const client = flow.clientIndex
  if (!flow.has(FlowBit.RESET) || flow.has(FlowBit.RESET_BY_B) !== (client === 1)) return false
  if (!flow.endpointHas(client, EndpointBit.SYN_SEEN)) return false
  return !flow.endpointHas(otherEndpoint(client), EndpointBit.SYN_SEEN) || flow.analysisCount(REUSED_PORTS_BIT) > 0
}

/** The collision that a flow begins with; null: none. */
export function collisionOf(flow: FlowRecord, capture: CaptureFacts): Collision | null {
  if (!mayCollide(flow)) return null
  const story = capture.story(flow)
  const client = flow.clientIndex
  const syn = story.first((segment) => segment.sender === client)
  const ack = story.first((segment) => segment.sender !== client)
  if (syn === null || ack === null || !hasFlags(story.segmentAt(syn), Flag.SYN, Flag.ACK)) return null
  if (!hasFlags(story.segmentAt(ack), Flag.ACK, Flag.SYN | Flag.RST)) return null
  const answer = story.first((segment) => segment.sender === client && !hasFlags(segment, Flag.SYN), ack.index)
  if (answer === null || !hasFlags(story.segmentAt(answer), Flag.RST)) return null
  const retry = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.SYN), answer.index)
  return { syn, ack, reset: answer, retry, wasClosed: wasClosed(story) }
}

function wasClosed(story: FlowStory): boolean | null {
  const before = story.earlier?.flow
  if (!before) return null
  return isGraceful(before) || before.state(0) === TcpState.TIME_WAIT || before.state(1) === TcpState.TIME_WAIT
}

/** Its frames. */
export const shown = (story: FlowStory, { syn, ack, reset, retry }: Collision) =>
  evidence(
    [story.earlier?.lastSegment ?? null, said`the last segment of the earlier connection`],
    [syn, 'SYN'],
    [ack, said`in place of SYN,ACK a challenge ACK of the old connection (RFC 5961)`],
    [reset, said`RST: the client knows no such connection`],
    [retry, said`SYN again`],
  )

/** What it cost. */
export function lostTime({ syn, retry }: Collision): string {
  return retry
    ? said` The SYN had to be sent again${inFrame(retry)}, ${durationWords(Math.max(0, retry.ns - syn.ns))} later.`
    : said` No second SYN was captured.`
}

/** The server's old connection is in TIME_WAIT and doesn't take the SYN (RFC 9293 §3.10.7.4, RFC 6191). */
export const timeWaitCollision: Rule = {
  id: 'time-wait-collision',
  needs: FlowTrait.RESET,
  judge(flow, capture) {
    const collision = collisionOf(flow, capture)
    return collision !== null && collision.wasClosed !== false ? 'warning' : null
  },
  title: () => said`Port reused while in TIME_WAIT`,
  explain(story) {
    const { flow } = story
    const client = flow.clientIndex
    const server = otherEndpoint(client)
    const collision = collisionOf(flow, story.capture)
    if (collision === null) throw new Error(`flow ${flow.id} holds no collision`)
    const { ack, reset, syn } = collision
    return {
      certainty: collision.wasClosed === true ? 'proved' : 'possible',
      evidence: shown(story, collision),
      counterEvidence:
        collision.wasClosed === true
          ? []
          : [said`The old connection is not in the capture: it may still be open on the server instead.`],
      words: () => ({
        sentence: said`The SYN${inFrame(syn)} reuses the ports of a connection that ${story.address(server)} still keeps in TIME_WAIT: it answered with an ACK of the old one${inFrame(ack)}, and ${story.address(client)} cleared that with RST${inFrame(reset)}.${lostTime(collision)}`,
        expectedNext: said`The SYN again after 1 s, which then opens.`,
        nextStep: nextStep(
          said`On the client, see how many connections linger in TIME_WAIT and how many ports there are:`,
          timeWaits(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}
