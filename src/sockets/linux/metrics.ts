/** The line of measures below a socket: `… rto:204 rtt:0.023/0.011 mss:32768 cwnd:10 retrans:0/3 …`. */
import type { SocketMetrics } from '../../contracts/sockets'

type Name = keyof SocketMetrics
type Measures = { -readonly [Key in Name]?: number }

/** Measures of one number each. */
const NAMES: ReadonlyMap<string, Name> = new Map([
  ['rto', 'rtoMs'],
  ['mss', 'mss'],
  ['pmtu', 'pathMtu'],
  ['cwnd', 'congestionWindow'],
  ['unacked', 'unacknowledged'],
  ['notsent', 'notSentBytes'],
  ['bytes_sent', 'bytesSent'],
  ['bytes_acked', 'bytesAcked'],
  ['bytes_received', 'bytesReceived'],
  ['lastsnd', 'lastSendMs'],
  ['lastrcv', 'lastReceiveMs'],
  ['lastack', 'lastAckMs'],
  ['snd_wnd', 'sendWindow'],
])
/** Measures of two numbers, `rtt:0.023/0.011`. */
const PAIRS: ReadonlyMap<string, readonly [Name, Name]> = new Map([
  ['rtt', ['rttMs', 'rttVarianceMs']],
  ['retrans', ['retransmitsNow', 'retransmitsTotal']],
])
const ZERO: SocketMetrics = { retransmitsNow: 0, retransmitsTotal: 0, unacknowledged: 0 }

/**
 * Reads a line of measures; what isn't known is passed over.
 *
 * `ss` leaves out what is 0 as well as what the kernel is too old to tell. It tells of retransmissions and of segments
 * under way since ever, so these are 0 where a round-trip time stands and they don't.
 *
 * @returns null where the line holds none.
 */
export function readMetrics(line: string): SocketMetrics | null {
  const measures: Measures = {}
  let isAny = false
  for (let at = 0; at < line.length; ) {
    const blank = line.indexOf(' ', at)
    const end = blank < 0 ? line.length : blank
    const colon = line.indexOf(':', at)
    if (colon > at && colon < end) isAny = readOne(measures, line.slice(at, colon), line.slice(colon + 1, end)) || isAny
    at = end + 1
  }
  if (!isAny) return null
  if (measures.rttMs === undefined) return measures
  return { ...ZERO, ...measures }
}

function readOne(measures: Measures, name: string, value: string): boolean {
  const single = NAMES.get(name)
  if (single !== undefined) return put(measures, single, value)
  const pair = PAIRS.get(name)
  if (pair === undefined) return false
  const [first = '', second = ''] = value.split('/')
  const isFirst = put(measures, pair[0], first)
  return put(measures, pair[1], second) || isFirst
}

function put(measures: Measures, name: Name, digits: string): boolean {
  const value = digits === '' ? Number.NaN : Number(digits)
  if (!Number.isFinite(value) || value < 0) return false
  measures[name] = value
  return true
}
