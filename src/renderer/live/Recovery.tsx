import './recovery.css'
import { useEffect, useState } from 'react'
import type { Recoverable } from '../../contracts/ipc'
import { useSession } from '../app/context'
import { formatBytes } from '../ui/format'
import { Icon } from '../ui/Icon'

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** Captures that nobody closed: the program, its computer or its disk ended first. Nothing written is lost. */
export function Recovery() {
  const session = useSession()
  const [found, setFound] = useState<readonly Recoverable[]>([])
  useEffect(() => {
    let isGone = false
    session.live.recoverable().then(
      (captures) => !isGone && setFound(captures),
      (error: Error) => session.notify('Earlier captures could not be looked for', error.message),
    )
    return () => {
      isGone = true
    }
  }, [session])
  const discard = (id: string) => {
    setFound((before) => before.filter((capture) => capture.id !== id))
    void session.live.discard(id)
  }
  if (found.length === 0) return null
  return (
    <section className="recovery" aria-label="Captures to recover">
      {found.map((capture) => (
        <div key={capture.id} className="recovery-one">
          <Icon name="file" size={16} />
          <p>
            <strong>A capture on {capture.interfaces.join(', ')} was not closed.</strong> {formatBytes(capture.bytes)}{' '}
            from {moment.format(capture.startedAt)} are kept. {capture.message}
          </p>
          <button type="button" className="button small" onClick={() => void session.live.recover(capture.id)}>
            Open
          </button>
          <button type="button" className="button quiet small" onClick={() => discard(capture.id)}>
            Discard
          </button>
        </div>
      ))}
    </section>
  )
}
