/** See ../ruleCases.fixture.ts. */
import { errorFrame, ROUTER } from '../icmp.fixture'
import { onwards, type RuleCases } from '../ruleCases.fixture'
import { DATA, HANDSHAKE, later } from '../verdict.fixture'

const ACCEPTED = '@0 A > B S\n@0.02 B > A S.\n@0.021 A > B .\n'
const SYN_ACKS_AGAIN =
  '@1.03 B > A S. 0:0(0) ack 1\n@1.031 A > B . 1:1(0) ack 1\n@3.03 B > A S. 0:0(0) ack 1\n@3.031 A > B . 1:1(0) ack 1\n'
const CAPABLE = '<mss 1460, mptcp x"0181000000000000000a">'

export const OPENING: RuleCases = {
  'syn-rejected-icmp': {
    fires: {
      name: 'a router says of the SYN that the host is unreachable',
      events: ({ a }) => `+0 A > B S\n+0.01 ${errorFrame(ROUTER, 3, 1, a)}\n+1 A > B S 0:0(0)\n`,
      severity: 'stuck',
      frames: [1, 2, 3],
    },
    nearMiss: {
      name: 'the connection opens all the same',
      events: ({ a }) => `+0 A > B S\n+0.01 ${errorFrame(ROUTER, 3, 1, a)}\n+0.02 B > A S.\n+0.001 A > B .\n`,
      instead: 'open',
    },
  },
  'syn-unanswered': {
    fires: {
      name: 'a SYN is repeated in vain',
      events: '@0 A > B S\n@1 A > B S 0:0(0)\n@3 A > B S 0:0(0)\n',
      severity: 'stuck',
      frames: [1, 3],
    },
    nearMiss: {
      name: 'the second SYN is answered',
      events: '@0 A > B S\n@1 A > B S 0:0(0)\n+0.02 B > A S.\n+0.001 A > B .\n',
      instead: 'open',
    },
  },
  'accept-queue-full': {
    fires: {
      name: 'SYN,ACK comes again and again after the ACK',
      events: `${ACCEPTED}${SYN_ACKS_AGAIN}`,
      severity: 'stuck',
      frames: [3, 4, 6],
    },
    nearMiss: {
      name: 'the server takes the connection after all, and answers',
      events: `${ACCEPTED}${SYN_ACKS_AGAIN}@3.2 B > A P. 1:11(10) ack 1\n@3.3 A > B . 1:1(0) ack 11\n`,
      instead: 'open',
    },
  },
  'syn-ack-unanswered': {
    fires: {
      name: 'SYN,ACK is repeated in vain',
      events: '@0 A > B S\n@0.02 B > A S.\n@1.03 B > A S. 0:0(0) ack 1\n',
      severity: 'stuck',
      frames: [2, 3],
    },
    nearMiss: {
      name: 'the ACK comes after the second SYN,ACK',
      events: '@0 A > B S\n@0.02 B > A S.\n@1.03 B > A S. 0:0(0) ack 1\n+0.02 A > B .\n',
      instead: 'open',
    },
  },
  'syn-refused': {
    fires: {
      name: 'RST answers the SYN',
      events: '+0 A > B S\n+0.02 B > A R. =0:0(0) ack 1\n',
      severity: 'warning',
      frames: [1, 2],
    },
    nearMiss: {
      name: 'a RST acknowledges what was not sent',
      events: ({ a }) => `+0 A > B S\n+0.02 B > A R. =0:0(0) ack =${onwards(a, 6)}\n+1 A > B S 0:0(0)\n`,
      instead: 'syn-unanswered',
    },
  },
  'one-way': {
    fires: {
      name: 'the client acknowledges what was not captured',
      events: '+0 A > B S\n+0.02 B > A S. unseen\n+0.001 A > B .\n+0.01 A > B P. (100)\n+0.02 B > A . unseen\n',
      severity: 'note',
      frames: [2, 3],
    },
    nearMiss: {
      name: 'nothing acknowledges what was not captured',
      events: `+0 A > B S\n${later(60)}`,
      instead: 'syn-unanswered',
    },
  },
  'slow-handshake': {
    fires: {
      name: 'the SYN,ACK takes longer than a second',
      events: `+0 A > B S\n+1.5 B > A S.\n+0.001 A > B .\n${DATA}`,
      severity: 'note',
      frames: [1, 2, 3],
    },
    nearMiss: {
      name: 'the SYN,ACK takes almost a second',
      events: `+0 A > B S\n+0.9 B > A S.\n+0.001 A > B .\n${DATA}`,
      instead: 'open',
    },
  },
  'mid-stream': {
    fires: {
      name: 'the first segment bears data',
      events: '+0 A > B P. 1:601(600) ack 1\n+0.02 B > A P. 1:51(50) ack 601\n+0.02 A > B . ack 51\n',
      severity: 'note',
      frames: [1],
    },
    nearMiss: {
      name: 'the first segment is the SYN',
      events: `${HANDSHAKE}+0 A > B P. 1:601(600) ack 1\n+0.02 B > A P. 1:51(50) ack 601\n+0.02 A > B . ack 51\n`,
      instead: 'open',
    },
  },
  'simultaneous-open': {
    fires: {
      name: 'SYNs of both sides cross',
      events:
        '+0 A > B S\n+0.001 B > A S 0:0(0)\n+0.02 A > B S. 0:0(0) ack 1\n+0.001 B > A S. 0:0(0) ack 1\n+0.01 A > B . 1:1(0) ack 1\n',
      severity: 'note',
      frames: [1, 2],
    },
    nearMiss: {
      name: 'the second SYN acknowledges the first',
      events: '+0 A > B S\n+0.001 B > A S. 0:0(0) ack 1\n+0.02 A > B . 1:1(0) ack 1\n',
      instead: 'open',
    },
  },
  'syn-data': {
    fires: {
      name: 'the SYN bears data and a cookie',
      events:
        '+0 A > B S 0:100(100) <mss 1460, fastopen x"0102030405060708">\n+0.02 B > A S. 0:0(0) ack 101\n+0.001 A > B . 101:101(0) ack 1\n',
      severity: 'note',
      frames: [1, 2],
    },
    nearMiss: {
      name: 'the SYN only asks for a cookie',
      events: '+0 A > B S <mss 1460, fastopen x"">\n+0.02 B > A S.\n+0.001 A > B .\n',
      instead: 'open',
    },
  },
  'mptcp-subflow': {
    fires: {
      name: 'both SYNs bear the MPTCP option, then a FIN comes',
      events: `+0 A > B S ${CAPABLE}\n+0.02 B > A S. ${CAPABLE}\n+0.001 A > B .\n${DATA}+0.1 A > B F.\n`,
      severity: 'note',
      frames: [1, 2, 8],
    },
    nearMiss: {
      name: 'the server answers without the MPTCP option',
      events: `+0 A > B S ${CAPABLE}\n+0.02 B > A S. <mss 1460>\n+0.001 A > B .\n${DATA}`,
      instead: 'open',
    },
  },
  unclear: {
    fires: {
      name: 'a bare ACK answers the SYN',
      events: ({ a, b }) =>
        `+0 A > B S\n+0.02 B > A . =${onwards(b, 500)}:${onwards(b, 500)}(0) ack =${onwards(a, 7000)}\n`,
      severity: 'note',
      frames: [1, 2],
    },
    nearMiss: {
      name: 'a RST follows that ACK',
      events: ({ a, b }) =>
        `+0 A > B S\n+0.02 B > A . =${onwards(b, 500)}:${onwards(b, 500)}(0) ack =${onwards(a, 7000)}\n+0.001 A > B R =${onwards(a, 7000)}:${onwards(a, 7000)}(0)\n`,
      instead: 'time-wait-collision',
    },
  },
}
