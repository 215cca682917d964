/** Cases of the rules about what slowed a flow down, or only looks so; see ../ruleCases.fixture.ts. */
import type { RuleCases } from '../ruleCases.fixture'
import { HANDSHAKE } from '../verdict.fixture'

const times = (count: number, line: (index: number) => string): string =>
  HANDSHAKE + Array.from({ length: count }, (_, index) => line(index)).join('')
/** The nth hundred bytes, and the ACK of them. */
const sent = (index: number): string => `A > B P. ${1 + 100 * index}:${101 + 100 * index}(100) ack 1\n`
const acked = (index: number, window = 65535): string => `+0.02 B > A . ack ${101 + 100 * index} win ${window}\n`

const twice = (index: number, ids: readonly number[]): string =>
  ids.map((id, copy) => `ipid A = ${id}\n+${copy === 0 ? '0.05' : '0.0002'} ${sent(index)}`).join('') + acked(index)
const spurious = (index: number): string => `+0.05 ${sent(index)}${acked(index)}+0.3 ${sent(index)}${acked(index)}`
const swapped = (index: number): string =>
  `+0.05 ${sent(2 * index + 1)}+0.0001 ${sent(2 * index)}${acked(2 * index + 1)}`
const filled = (index: number): string => `+0.01 ${sent(index)}${acked(index, 100)}`
const ofSize = (bytes: number): string =>
  `${HANDSHAKE}+0.01 A > B P. 1:${1 + bytes}(${bytes}) ack 1\n+0.3 A > B P. 1:${1 + bytes}(${bytes}) ack 1\n+0.01 B > A . ack ${1 + bytes}\n`

export const DATA_NOTES: RuleCases = {
  'duplicate-frames': {
    fires: {
      name: 'a packet is captured twice',
      events: times(3, (index) => twice(index, index === 1 ? [1001, 1001] : [1000 + index])),
      severity: 'note',
      frames: [6, 7],
    },
    nearMiss: {
      name: 'the second packet has an IP ID of its own',
      events: times(3, (index) => twice(index, index === 1 ? [1001, 1002] : [1000 + 2 * index])),
      instead: 'open',
    },
  },
  'spurious-retransmissions': {
    fires: {
      name: 'three segments are sent again after their ACK',
      events: times(3, spurious),
      severity: 'note',
      frames: [6, 10, 14],
    },
    nearMiss: { name: 'two are', events: times(2, spurious), instead: 'open' },
  },
  reordering: {
    fires: {
      name: 'three segments come after their successors',
      events: times(3, swapped),
      severity: 'note',
      frames: [5, 8, 11],
    },
    nearMiss: { name: 'two do', events: times(2, swapped), instead: 'open' },
  },
  'window-limited': {
    fires: {
      name: 'ten segments fill the window to the last byte',
      events: times(11, filled),
      severity: 'note',
      frames: [6, 8, 10, 12, 14],
    },
    nearMiss: { name: 'nine do', events: times(10, filled), instead: 'open' },
  },
  offload: {
    fires: { name: 'a segment larger than the MSS is sent again', events: ofSize(9000), severity: 'note', frames: [4] },
    nearMiss: { name: 'one as large as the MSS is', events: ofSize(1460), instead: 'open' },
  },
}
