/** A socket in words. */
import type { KernelSocket, SocketMetrics, SocketOwner, SocketTimer } from '../../../contracts/sockets'
import { i18n } from '../../i18n/i18n'
import { formatBytes, formatCount, formatDuration } from '../../ui/format'
import { countdownWords } from '../countdown'

/** `nginx 812`, `was curl 4011`; several by commas. */
export function ownerWords(owners: readonly SocketOwner[]): string {
  return owners
    .map(({ pid, name, isPast }) => i18n.t(isPast ? 'live:socket.pastOwner' : 'live:socket.owner', { name, pid }))
    .join(i18n.t('live:listComma'))
}

/** The timer with its time left, `sinceMs` milliseconds after the table was read: `retransmit in 3 s, 4th try`. */
export function timerWords(timer: SocketTimer | null, sinceMs: number): string {
  if (timer === null) return ''
  const left = Math.max(0, timer.leftMs - sinceMs)
  // Linux looks at these in steps: one may outlast its time by a moment.
  if (timer.kind === 'time-wait' && left === 0) return i18n.t('live:socket.ending')
  const words = i18n.t(`live:socket.${timer.kind}`, { time: countdownWords(left) })
  return timer.tries > 0 ? words + i18n.t('live:comma') + i18n.t('live:socket.tries', { tries: timer.tries }) : words
}

/** What the two queues hold; a listening socket's are connections. */
export function queueTitles(socket: KernelSocket): { readonly receive: string; readonly send: string } {
  if (socket.state === 'LISTEN')
    return {
      receive: i18n.t('live:socket.waiting', {
        count: socket.receiveQueue,
        shown: formatCount(socket.receiveQueue),
      }),
      send: i18n.t('live:socket.most', { most: formatCount(socket.sendQueue) }),
    }
  return {
    receive: i18n.t('live:socket.unreadBytes', {
      count: socket.receiveQueue,
      bytes: formatCount(socket.receiveQueue),
    }),
    send: i18n.t('live:socket.unacknowledgedBytes', {
      count: socket.sendQueue,
      bytes: formatCount(socket.sendQueue),
    }),
  }
}

/** The wildcard of a listening socket's other end. */
export const isAnyone = ({ remote }: KernelSocket): boolean => remote.port === 0

type Line = readonly [label: string, value: string]

const ms = (value: number): string => formatDuration(value * 1e6)
const ago = (value: number): string =>
  i18n.t('live:time.ago', {
    time: value < 1000 ? i18n.t('live:time.milliseconds', { milliseconds: Math.round(value) }) : countdownWords(value),
  })
const segments = (count: number): string => i18n.t('live:socket.segments', { count, shown: formatCount(count) })

/** What the kernel measured, those that are known; the ones that explain a stuck connection first. */
export function metricLines(metrics: SocketMetrics | null): readonly Line[] {
  if (metrics === null) return []
  const lines: (Line | null)[] = [
    line('roundTrip', metrics.rttMs, (rtt) =>
      metrics.rttVarianceMs === undefined ? ms(rtt) : `${ms(rtt)} ± ${ms(metrics.rttVarianceMs)}`,
    ),
    line('sentAgain', metrics.retransmitsTotal, (total) =>
      metrics.retransmitsNow
        ? i18n.t('live:socket.sentAgainNow', { total: formatCount(total), now: formatCount(metrics.retransmitsNow) })
        : formatCount(total),
    ),
    line('congestionWindow', metrics.congestionWindow, segments),
    line('underWay', metrics.unacknowledged, segments),
    line('notSent', metrics.notSentBytes, formatBytes),
    line('peerWindow', metrics.sendWindow, formatBytes),
    line('timeout', metrics.rtoMs, ms),
    line('lastSent', metrics.lastSendMs, ago),
    line('lastReceived', metrics.lastReceiveMs, ago),
    line('lastAck', metrics.lastAckMs, ago),
    line('bytesSent', metrics.bytesSent, formatBytes),
    line('bytesAcked', metrics.bytesAcked, formatBytes),
    line('bytesReceived', metrics.bytesReceived, formatBytes),
    line('mss', metrics.mss, formatBytes),
    line('pathMtu', metrics.pathMtu, formatBytes),
  ]
  return lines.filter((known) => known !== null)
}

type Measured =
  | 'roundTrip'
  | 'sentAgain'
  | 'congestionWindow'
  | 'underWay'
  | 'notSent'
  | 'peerWindow'
  | 'timeout'
  | 'lastSent'
  | 'lastReceived'
  | 'lastAck'
  | 'bytesSent'
  | 'bytesAcked'
  | 'bytesReceived'
  | 'mss'
  | 'pathMtu'

function line(measured: Measured, value: number | undefined, words: (value: number) => string): Line | null {
  return value === undefined ? null : [i18n.t(`live:socket.${measured}`), words(value)]
}
