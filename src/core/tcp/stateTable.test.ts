import { describe, expect, it } from 'vitest'
import { STATE_NAMES } from '../../contracts/names'
import { newCore } from '../testing/node/runCore'

const EVENTS = [
  'SND_SYN',
  'SND_SYN_ACK',
  'RCV_SYN',
  'RCV_SYN_ACK',
  'RCV_ACK_OF_SYN',
  'SND_FIN',
  'RCV_FIN',
  'RCV_ACK_OF_FIN',
  'SND_RST',
  'RCV_RST',
  'SND_OTHER',
  'SND_FIN_AGAIN',
]

const FIGURE_5 = `
CLOSED SND_SYN SYN_SENT
LISTEN SND_SYN SYN_SENT
LISTEN RCV_SYN SYN_RCVD
SYN_SENT RCV_SYN SYN_RCVD
SYN_SENT RCV_SYN_ACK ESTABLISHED
SYN_RCVD RCV_ACK_OF_SYN ESTABLISHED
SYN_RCVD SND_FIN FIN_WAIT_1
SYN_RCVD RCV_FIN CLOSE_WAIT
ESTABLISHED SND_FIN FIN_WAIT_1
ESTABLISHED RCV_FIN CLOSE_WAIT
FIN_WAIT_1 RCV_ACK_OF_FIN FIN_WAIT_2
FIN_WAIT_1 RCV_FIN CLOSING
FIN_WAIT_2 RCV_FIN TIME_WAIT
CLOSE_WAIT SND_FIN LAST_ACK
CLOSING RCV_ACK_OF_FIN TIME_WAIT
LAST_ACK RCV_ACK_OF_FIN CLOSED`

const RESETS = STATE_NAMES.filter((state) => state !== 'CLOSED' && state !== 'UNKNOWN').flatMap((state) => [
  `${state} SND_RST CLOSED`,
  ...(state === 'LISTEN' ? [] : [`${state} RCV_RST CLOSED`]),
])

const OBSERVER = `
UNKNOWN SND_SYN SYN_SENT
UNKNOWN RCV_SYN SYN_RCVD
CLOSED RCV_SYN SYN_RCVD
UNKNOWN SND_FIN FIN_WAIT_1
UNKNOWN RCV_FIN CLOSE_WAIT
UNKNOWN SND_RST CLOSED
UNKNOWN RCV_RST CLOSED
LISTEN SND_OTHER ESTABLISHED
SYN_SENT SND_OTHER ESTABLISHED
SYN_RCVD SND_OTHER ESTABLISHED
LISTEN RCV_ACK_OF_SYN ESTABLISHED
UNKNOWN RCV_ACK_OF_SYN ESTABLISHED
LISTEN RCV_FIN CLOSE_WAIT
ESTABLISHED SND_SYN_ACK SYN_RCVD
FIN_WAIT_2 SND_FIN_AGAIN FIN_WAIT_1
CLOSED SND_FIN_AGAIN LAST_ACK
TIME_WAIT SND_FIN_AGAIN CLOSING`

const lines = (text: string): string[] => text.trim().split('\n')
const expected = [...lines(FIGURE_5), ...RESETS, ...lines(OBSERVER)]
const core = newCore()
const present = STATE_NAMES.flatMap((from, state) =>
  EVENTS.flatMap((event, number) => {
    const to = core.transition(state, number)
    return to < 0 ? [] : [`${from} ${event} ${STATE_NAMES[to]}`]
  }),
)

describe('the state table', () => {
  it.each(lines(FIGURE_5))('walks the edge of RFC 9293 Figure 5: %s', (edge) => {
    expect(present).toContain(edge)
  })

  it.each(RESETS)('ends at a reset: %s', (edge) => {
    expect(present).toContain(edge)
  })

  it('lists each pair once, and no pair besides', () => {
    expect(new Set(expected).size).toBe(expected.length)
    expect([...present].sort()).toEqual([...expected].sort())
  })
})
