/** See ../ruleCases.fixture.ts. */
import { type Numbers, onwards, type RuleCases } from '../ruleCases.fixture'
import { DATA, HANDSHAKE, later } from '../verdict.fixture'

const OPEN = HANDSHAKE + DATA
const CLOSE = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'
const HALF = '+0.1 A > B F.\n+0.02 B > A .\n'
const OPENED = '+0.02 B > A S.\n+0.001 A > B .\n'
/** The same ports again, above the old sequence numbers. */
const again = (seconds: number, { a, b }: Numbers): string =>
  `iss A = ${onwards(a, 900_000)}\niss B = ${onwards(b, 900_000)}\n+${seconds} A > B S\n`
/** An ACK of the old connection answers the new SYN, the client answers with RST and then tries again. */
const collision = ({ a, b }: Numbers): string => {
  const [seq, ack] = [onwards(b, 502), onwards(a, 102)]
  return `+0.02 B > A . =${seq}:${seq}(0) ack =${ack}\n+0.001 A > B R =${ack}:${ack}(0)\n+1 A > B S 0:0(0)\n`
}
const OLD_AND_RST = '+1 B > A . 501:501(0) ack 102\n+0.001 A > B . 102:102(0) ack 502\n'

export const CLOSING: RuleCases = {
  'server-not-closing': {
    fires: {
      name: 'the server sends no FIN',
      events: `${OPEN}${HALF}${later(840)}`,
      severity: 'stuck',
      frames: [8, 9],
    },
    nearMiss: {
      name: 'its FIN comes late',
      events: `${OPEN}${HALF}+30 B > A F.\n+0.02 A > B .\n`,
      instead: 'closed-normally',
    },
  },
  'client-not-closing': {
    fires: {
      name: 'the client sends no FIN',
      events: `${OPEN}+0.1 B > A F.\n+0.02 A > B .\n${later(60)}`,
      severity: 'stuck',
      frames: [8, 9],
    },
    nearMiss: {
      name: 'its FIN comes late',
      events: `${OPEN}+0.1 B > A F.\n+0.02 A > B .\n+30 A > B F.\n+0.02 B > A .\n`,
      instead: 'closed-normally',
    },
  },
  'fin-unanswered': {
    fires: {
      name: 'a FIN is repeated in vain',
      events: `${OPEN}+0.1 A > B F.\n+0.3 A > B F. 101:101(0) ack 501\n${later(2)}`,
      severity: 'stuck',
      frames: [8, 9],
    },
    nearMiss: {
      name: 'the repeated FIN is acknowledged',
      events: `${OPEN}+0.1 A > B F.\n+0.3 A > B F. 101:101(0) ack 501\n+0.02 B > A .\n${later(2)}`,
      instead: 'server-not-closing',
    },
  },
  'last-ack-missing': {
    fires: {
      name: 'the second FIN is repeated in vain',
      events: `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.3 B > A F. 501:501(0) ack 102\n`,
      severity: 'stuck',
      frames: [8, 9, 10],
    },
    nearMiss: {
      name: 'the repeated second FIN is acknowledged',
      events: `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.3 B > A F. 501:501(0) ack 102\n+0.01 A > B .\n`,
      instead: 'closed-normally',
    },
  },
  'time-wait-collision': {
    fires: {
      name: 'a SYN meets TIME_WAIT: ACK, RST, SYN again',
      events: (numbers) => `${OPEN}${CLOSE}${again(2, numbers)}${collision(numbers)}${OPENED}`,
      flow: 1,
      severity: 'warning',
      frames: [10, 11, 12, 13, 14],
    },
    nearMiss: {
      name: 'TIME_WAIT is reopened by the first SYN',
      events: (numbers) => `${OPEN}${CLOSE}${again(2, numbers)}${OPENED}`,
      flow: 1,
      instead: 'time-wait-reuse',
    },
  },
  'half-open': {
    fires: {
      name: 'a SYN meets a connection that was never closed',
      events: (numbers) => `${OPEN}${again(30, numbers)}${collision(numbers)}`,
      flow: 1,
      severity: 'warning',
      frames: [7, 8, 9, 10, 11],
    },
    nearMiss: {
      name: 'that connection was closed',
      events: (numbers) => `${OPEN}${CLOSE}${again(30, numbers)}${collision(numbers)}`,
      flow: 1,
      instead: 'time-wait-collision',
    },
  },
  'fin-wait-2-expired': {
    fires: {
      name: 'late data meets RST',
      events: `${OPEN}${HALF}+70 B > A P. (50)\n+0.02 A > B R\n`,
      severity: 'warning',
      frames: [8, 10, 11],
    },
    nearMiss: {
      name: 'data meets RST soon after the FIN',
      events: `${OPEN}${HALF}+2 B > A P. (50)\n+0.02 A > B R\n`,
      instead: 'reset-by-client',
    },
  },
  'port-reused': {
    fires: {
      name: 'a SYN on the ports of a connection that nobody closed',
      events: (numbers) => `${OPEN}${again(5, numbers)}${OPENED}`,
      flow: 1,
      severity: 'note',
      frames: [7, 8],
    },
    nearMiss: {
      name: 'the same long after its last segment',
      events: (numbers) => `${OPEN}${again(900, numbers)}${OPENED}`,
      flow: 1,
      instead: 'open',
    },
  },
  'time-wait-reuse': {
    fires: {
      name: 'a SYN reopens TIME_WAIT',
      events: (numbers) => `${OPEN}${CLOSE}${again(5, numbers)}${OPENED}`,
      flow: 1,
      severity: 'note',
      frames: [10, 11],
    },
    nearMiss: {
      name: 'TIME_WAIT is over when the SYN comes',
      events: (numbers) => `${OPEN}${CLOSE}${again(90, numbers)}${OPENED}`,
      flow: 1,
      instead: 'open',
    },
  },
  'closed-normally': {
    fires: { name: 'both FINs are acknowledged', events: `${OPEN}${CLOSE}`, severity: 'ok', frames: [1, 9, 10] },
    nearMiss: {
      name: 'the second FIN is not',
      events: `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n${later(30)}`,
      instead: 'last-ack-missing',
    },
  },
  'time-wait-assassinated': {
    fires: {
      name: 'an old segment, its ACK, and RST of the other side',
      events: `${OPEN}${CLOSE}${OLD_AND_RST}+0.02 B > A R 502:502(0)\n`,
      severity: 'note',
      frames: [11, 12, 13],
    },
    nearMiss: {
      name: 'the RST comes from the side in TIME_WAIT itself',
      events: `${OPEN}${CLOSE}${OLD_AND_RST}+0.02 A > B R 102:102(0)\n`,
      instead: 'closed-normally',
    },
  },
  'simultaneous-close': {
    fires: {
      name: 'the FINs cross',
      events: `${OPEN}+0.1 A > B F.\n+0 B > A F. 501:501(0) ack 101\n+0.02 A > B . 102:102(0) ack 502\n+0 B > A . 502:502(0) ack 102\n`,
      severity: 'note',
      frames: [8, 9],
    },
    nearMiss: {
      name: 'the second FIN acknowledges the first',
      events: `${OPEN}+0.1 A > B F.\n+0 B > A F. 501:501(0) ack 102\n+0.02 A > B . 102:102(0) ack 502\n`,
      instead: 'closed-normally',
    },
  },
  'fin-wait-2': {
    fires: {
      name: 'the FIN is acknowledged, no other comes',
      events: `${OPEN}${HALF}${later(1)}`,
      severity: 'note',
      frames: [8, 9],
    },
    nearMiss: {
      name: 'the FIN is not acknowledged',
      events: `${OPEN}+0.1 A > B F.\n+0.02 B > A . 501:501(0) ack 101\n${later(1)}`,
      instead: 'fin-unanswered',
    },
  },
  'time-wait': {
    fires: {
      name: 'the closer acknowledges the last FIN',
      events: `${OPEN}${CLOSE}`,
      severity: 'note',
      frames: [10],
    },
    nearMiss: {
      name: 'the closer is still to',
      events: `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B . 102:102(0) ack 501\n`,
      instead: 'last-ack-missing',
    },
  },
}
