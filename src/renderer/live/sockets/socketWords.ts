/** A socket in words. */
import type { KernelSocket, SocketMetrics, SocketOwner, SocketTimer } from '../../../contracts/sockets'
import { formatBytes, formatCount, formatDuration } from '../../ui/format'
import { countdownWords } from '../countdown'

const TIMERS: Readonly<Record<SocketTimer['kind'], string>> = {
  retransmission: 'retransmit',
  'keep-alive': 'keep-alive',
  'time-wait': 'over',
  persist: 'window probe',
  other: 'timer',
}

/** `nginx 812`, `was curl 4011`; several by commas. */
export function ownerWords(owners: readonly SocketOwner[]): string {
  return owners.map(({ pid, name, isPast }) => `${isPast ? 'was ' : ''}${name} ${pid}`).join(', ')
}

/** The timer with its time left, `sinceMs` milliseconds after the table was read: `retransmit in 3 s, 4th try`. */
export function timerWords(timer: SocketTimer | null, sinceMs: number): string {
  if (timer === null) return ''
  const left = Math.max(0, timer.leftMs - sinceMs)
  // Linux looks at these in steps: one may outlast its time by a moment.
  if (timer.kind === 'time-wait' && left === 0) return 'ending'
  const tries = timer.tries > 0 ? `, ${timer.tries} made` : ''
  return `${TIMERS[timer.kind]} in ${countdownWords(left)}${tries}`
}

/** What the two queues hold; a listening socket's are connections. */
export function queueTitles(socket: KernelSocket): { readonly receive: string; readonly send: string } {
  if (socket.state === 'LISTEN')
    return {
      receive: `${formatCount(socket.receiveQueue)} connections wait for accept()`,
      send: `${formatCount(socket.sendQueue)} may wait`,
    }
  return {
    receive: `${formatCount(socket.receiveQueue)} bytes that the application has not read`,
    send: `${formatCount(socket.sendQueue)} bytes that the peer has not acknowledged`,
  }
}

/** The wildcard of a listening socket's other end. */
export const isAnyone = ({ remote }: KernelSocket): boolean => remote.port === 0

type Line = readonly [label: string, value: string]

const ms = (value: number): string => formatDuration(value * 1e6)
const ago = (value: number): string => (value < 1000 ? `${Math.round(value)} ms ago` : `${countdownWords(value)} ago`)

/** What the kernel measured, those that are known; the ones that explain a stuck connection first. */
export function metricLines(metrics: SocketMetrics | null): readonly Line[] {
  if (metrics === null) return []
  const lines: (Line | null)[] = [
    line('Round trip', metrics.rttMs, (rtt) =>
      metrics.rttVarianceMs === undefined ? ms(rtt) : `${ms(rtt)} ± ${ms(metrics.rttVarianceMs)}`,
    ),
    line('Sent again', metrics.retransmitsTotal, (total) =>
      metrics.retransmitsNow ? `${formatCount(total)}, ${formatCount(metrics.retransmitsNow)} now` : formatCount(total),
    ),
    line('Congestion window', metrics.congestionWindow, (segments) => `${formatCount(segments)} segments`),
    line('Under way', metrics.unacknowledged, (segments) => `${formatCount(segments)} segments`),
    line('Not sent yet', metrics.notSentBytes, formatBytes),
    line('Peer’s window', metrics.sendWindow, formatBytes),
    line('Retransmission timeout', metrics.rtoMs, ms),
    line('Last sent', metrics.lastSendMs, ago),
    line('Last received', metrics.lastReceiveMs, ago),
    line('Last ACK', metrics.lastAckMs, ago),
    line('Bytes sent', metrics.bytesSent, formatBytes),
    line('Bytes acknowledged', metrics.bytesAcked, formatBytes),
    line('Bytes received', metrics.bytesReceived, formatBytes),
    line('Segment size', metrics.mss, formatBytes),
    line('Path MTU', metrics.pathMtu, formatBytes),
  ]
  return lines.filter((known) => known !== null)
}

function line(label: string, value: number | undefined, words: (value: number) => string): Line | null {
  return value === undefined ? null : [label, words(value)]
}
