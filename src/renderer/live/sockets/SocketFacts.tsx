import { useTranslation } from 'react-i18next'
import type { KernelSocket } from '../../../contracts/sockets'
import { formatBytes, formatCount } from '../../ui/format'
import { metricLines, ownerWords, timerWords } from './socketWords'

interface SocketFactsProps {
  readonly socket: KernelSocket
  /** Milliseconds since the kernel was asked. */
  readonly sinceMs: number
  /** How many of the kernel's measurements are told; the telling ones come first. */
  readonly most?: number
}

/** What the kernel knows of one socket: process, queues, timer, measurements. */
export function SocketFacts({ socket, sinceMs, most = Number.POSITIVE_INFINITY }: SocketFactsProps) {
  const { t } = useTranslation('live')
  const isListening = socket.state === 'LISTEN'
  const queue = isListening ? formatCount : formatBytes
  const facts: readonly (readonly [string, string])[] = [
    [t('socket.process'), ownerWords(socket.owners) || t('socket.noProcess')],
    [t(isListening ? 'socket.waitForAccept' : 'socket.unread'), queue(socket.receiveQueue)],
    [t(isListening ? 'socket.mayWait' : 'socket.unacknowledged'), queue(socket.sendQueue)],
    [t('socket.timer'), timerWords(socket.timer, sinceMs) || t('socket.noTimer')],
    ...metricLines(socket.metrics).slice(0, most),
  ]
  return (
    <dl className="socket-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="muted">{label}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
