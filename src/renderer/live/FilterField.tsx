import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/context'

const QUIET_MS = 250

/** What the compiler says of a capture filter, a moment after the last key; null: it is fine, or not known yet. */
export function useFilterCheck(interfaces: readonly string[], filter: string): string | null {
  const { t } = useTranslation('live')
  const session = useSession()
  const [message, setMessage] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const chosen = interfaces.join('\n')
  useEffect(() => {
    setFailure(null)
    if (filter.trim() === '' || chosen === '') {
      setMessage(null)
      return
    }
    let isGone = false
    const wait = setTimeout(() => {
      session.live.check(chosen.split('\n'), filter.trim()).then(
        (found) => !isGone && setMessage(found),
        (error: Error) => {
          if (isGone) return
          setMessage(null)
          setFailure(error.message)
        },
      )
    }, QUIET_MS)
    return () => {
      isGone = true
      clearTimeout(wait)
    }
  }, [session, chosen, filter])
  return failure === null ? message : t('filter.unchecked', { reason: failure })
}

interface FilterFieldProps {
  readonly filter: string
  readonly message: string | null
  readonly onChange: (filter: string) => void
  readonly onEnter: () => void
}

/** The capture filter, with what is wrong with it under it. */
export function FilterField({ filter, message, onChange, onEnter }: FilterFieldProps) {
  const { t } = useTranslation('live')
  const id = useId()
  return (
    <div className="option wide">
      <label htmlFor={id}>{t('filter.label')}</label>
      <input
        id={id}
        type="text"
        className="option-field mono"
        placeholder={t('filter.example')}
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
        {message ?? t('filter.hint')}
      </p>
    </div>
  )
}
