import { useEffect, useId, useState } from 'react'
import { useSession } from '../app/context'

const QUIET_MS = 250

/** What the compiler says of a capture filter, a moment after the last key; null: it is fine, or not known yet. */
export function useFilterCheck(interfaces: readonly string[], filter: string): string | null {
  const session = useSession()
  const [message, setMessage] = useState<string | null>(null)
  const chosen = interfaces.join('\n')
  useEffect(() => {
    if (filter.trim() === '' || chosen === '') {
      setMessage(null)
      return
    }
    let isGone = false
    const wait = setTimeout(() => {
      session.live.check(chosen.split('\n'), filter.trim()).then(
        (found) => !isGone && setMessage(found),
        (error: Error) => !isGone && setMessage(`It could not be checked: ${error.message}`),
      )
    }, QUIET_MS)
    return () => {
      isGone = true
      clearTimeout(wait)
    }
  }, [session, chosen, filter])
  return message
}

interface FilterFieldProps {
  readonly filter: string
  readonly message: string | null
  readonly onChange: (filter: string) => void
  readonly onEnter: () => void
}

/** The capture filter, with what is wrong with it under it. */
export function FilterField({ filter, message, onChange, onEnter }: FilterFieldProps) {
  const id = useId()
  return (
    <div className="option wide">
      <label htmlFor={id}>Only packets that match</label>
      <input
        id={id}
        type="text"
        className="option-field mono"
        placeholder="port 443 and host 10.0.0.9"
        spellCheck={false}
        autoComplete="off"
        maxLength={8192}
        value={filter}
        aria-invalid={message !== null}
        aria-describedby={`${id}-message`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter()
        }}
      />
      <p id={`${id}-message`} className={message === null ? 'muted' : 'tone-stuck'} aria-live="polite">
        {message ?? 'A capture filter in libpcap’s words. What it leaves out can’t be seen later.'}
      </p>
    </div>
  )
}
