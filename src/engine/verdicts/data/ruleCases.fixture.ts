/** See ../ruleCases.fixture.ts. */
import { errorFrame, ROUTER } from '../icmp.fixture'
import { onwards, type RuleCases } from '../ruleCases.fixture'
import { DATA, HANDSHAKE, later } from '../verdict.fixture'
import { DATA_NOTES } from './noteCases.fixture'

const OPEN = HANDSHAKE + DATA
/** One endpoint sends the same data again and again, in vain. */
const tries = (who: string, range: string, ack: number): string =>
  [0.1, 0.3, 0.6, 1.2].map((pause) => `+${pause} ${who} P. ${range} ack ${ack}\n`).join('')
const probe = (pause: number): string => `+${pause} A > B . 100:100(0) ack 501\n`
const PROBE_ANSWER = '+0.02 B > A . 501:501(0) ack 101\n'
const ALIVE = '+0.05 A > B . ack 501\n'
const FILL = '+0.1 A > B P. (1000)\n+0.02 B > A . win 0\n'
const LARGE = '+0.1 A > B P. 101:1561(1460) ack 501\n'
const lost = (index: number): string => {
  const from = 101 + 100 * index
  const data = `A > B P. ${from}:${from + 100}(100) ack 501\n`
  return `+0.05 ${data}+0.3 ${data}+0.02 B > A . ack ${from + 100}\n`
}
const stamp = (value: number): string => `<nop, nop, TS val ${value} ecr 1>`
const stamped = (options: string): string => `<mss 1460, ${options}>`
const STAMPED_OPEN = `+0 A > B S ${stamped('TS val 5000 ecr 0')}\n+0.02 B > A S. ${stamped('TS val 7 ecr 5000')}\n+0.001 A > B . ${stamp(5000)}\n+1 A > B P. (100) ${stamp(6000)}\n+0.02 B > A . ${stamp(8)}\n`
/** Data after a minute, its timestamps beginning at `clock`, and once more. */
const minuteLater = (clock: number, answer: string): string =>
  `+60 A > B P. 101:201(100) ack 1 ${stamp(clock)}\n${answer}+0.3 A > B P. 101:201(100) ack 1 ${stamp(clock + 300)}\n${answer}`
const losses = (count: number): string => Array.from({ length: count }, (_, index) => lost(index)).join('')

export const DATA_RULES: RuleCases = {
  ...DATA_NOTES,
  'zero-window': {
    fires: {
      name: 'the window stays closed',
      events: `${OPEN}${FILL}+5 A > B . 1100:1100(0) ack 501\n+0.02 B > A . win 0\n${later(1)}`,
      severity: 'stuck',
      frames: [9, 11],
    },
    nearMiss: {
      name: 'the window is small, and never closed',
      events: `${OPEN}${FILL.replace('win 0', 'win 1')}${later(6)}`,
      instead: 'open',
    },
  },
  'paws-drop': {
    fires: {
      name: 'the clock of the sender goes back, so that its data is dropped',
      events: `${STAMPED_OPEN}${minuteLater(900, `+0.02 B > A . 1:1(0) ack 101 ${stamp(9)}\n`)}${later(5)}`,
      severity: 'stuck',
      frames: [4, 6, 7, 8],
    },
    nearMiss: {
      name: 'its clock stands still',
      events: `${STAMPED_OPEN}${minuteLater(6000, `+0.02 B > A . 1:1(0) ack 201 ${stamp(9)}\n`)}${later(5)}`,
      instead: 'sender-silent',
    },
  },
  'keep-alive-unanswered': {
    fires: {
      name: 'three probes in vain',
      events: `${OPEN}${probe(30)}${PROBE_ANSWER}${probe(30)}${probe(5)}${probe(5)}${later(1)}`,
      severity: 'stuck',
      frames: [9, 10, 12],
    },
    nearMiss: {
      name: 'the last of three is answered',
      events: `${OPEN}${probe(30)}${probe(5)}${probe(5)}${PROBE_ANSWER}${later(1)}`,
      instead: 'open',
    },
  },
  'idle-timeout': {
    fires: {
      name: 'data after 352 s meets RST',
      events: `${OPEN}+352 A > B P. (100)\n+0.02 B > A R 501:501(0)\n`,
      severity: 'warning',
      frames: [7, 8, 9],
    },
    nearMiss: {
      name: 'data after 55 s does',
      events: `${OPEN}+55 A > B P. (100)\n+0.02 B > A R 501:501(0)\n`,
      instead: 'half-open',
    },
  },
  'path-mtu': {
    fires: {
      name: 'an ICMP error asks for smaller packets, the sender does not follow',
      events: ({ a }) =>
        `${OPEN}${LARGE}+0.01 ${errorFrame(ROUTER, 3, 4, onwards(a, 101), 1400)}\n${LARGE}${LARGE}${later(5)}`,
      severity: 'stuck',
      frames: [8, 9, 11],
    },
    nearMiss: {
      name: 'an ICMP error says that the host is unreachable',
      events: ({ a }) =>
        `${OPEN}${LARGE}+0.01 ${errorFrame(ROUTER, 3, 1, onwards(a, 101))}\n${LARGE}${LARGE}${later(5)}`,
      instead: 'data-unacknowledged',
    },
  },
  'mtu-black-hole': {
    fires: {
      name: 'a large segment is never acknowledged, smaller ones were',
      events: `${OPEN}${tries('B > A', '501:1961(1460)', 101)}${ALIVE}${later(5)}`,
      severity: 'stuck',
      frames: [6, 8, 11, 12],
    },
    nearMiss: {
      name: 'one as large was acknowledged before',
      events: `${OPEN}+0.1 B > A P. 501:1961(1460)\n+0.02 A > B . ack 1961\n${tries('B > A', '1961:3421(1460)', 101)}${later(5)}`,
      instead: 'data-unacknowledged',
    },
  },
  'data-unacknowledged': {
    fires: {
      name: 'data is sent again and again',
      events: `${OPEN}${tries('A > B', '101:201(100)', 501)}${later(5)}`,
      severity: 'stuck',
      frames: [6, 8, 11],
    },
    nearMiss: {
      name: 'it was sent less than three seconds ago',
      events: `${OPEN}+0.1 A > B P. (100)\n${later(2.5)}`,
      instead: 'open',
    },
  },
  'heavy-retransmission': {
    fires: {
      name: 'ten segments are sent again',
      events: OPEN + losses(10),
      severity: 'warning',
      frames: [9, 12, 15, 18, 21],
    },
    nearMiss: { name: 'nine are', events: OPEN + losses(9), instead: 'open' },
  },
  'sender-silent': {
    fires: {
      name: 'a request is acknowledged and not answered',
      events: `${OPEN}${DATA}${DATA}${DATA}+0.1 A > B P. (100)\n+0.02 B > A .\n${later(20)}`,
      severity: 'note',
      frames: [20, 21],
    },
    nearMiss: {
      name: 'a request is answered',
      events: `${OPEN}${DATA}${DATA}${DATA}${DATA}${later(20)}`,
      instead: 'open',
    },
  },
  open: {
    fires: { name: 'both sides talk', events: OPEN, severity: 'ok', frames: [1, 7] },
    nearMiss: { name: 'one side closes', events: `${OPEN}+0.1 A > B F.\n`, instead: 'fin-unanswered' },
  },
  silence: {
    fires: { name: 'nothing for fifteen minutes', events: `${OPEN}${later(900)}`, severity: 'note', frames: [7] },
    nearMiss: {
      name: 'data is outstanding meanwhile',
      events: `${OPEN}+0.1 A > B P. (100)\n${later(900)}`,
      instead: 'data-unacknowledged',
    },
  },
}
