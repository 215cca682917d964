import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExplainView } from '../../contracts/explain'
import { newStatements } from './knows/statements'

/** Whoever runs down the ladder hears the row where they stop. */
const REST_MS = 500

/** Tells screen readers in one sentence what another segment brought; silent while a live flow only grows. */
export function Announcement({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation('explain')
  const { frame, label, states, knows } = view
  const words = t('announcement', {
    frame,
    label,
    client: states.client.state,
    server: states.server.state,
    learned: newStatements(knows).join(' ') || t('knows.nothingNew'),
  })
  const latest = useRef(words)
  latest.current = words
  const [said, setSaid] = useState('')
  const { segment } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: another segment is told, not other words about the same
  useEffect(() => {
    const wait = setTimeout(() => setSaid(latest.current), REST_MS)
    return () => clearTimeout(wait)
  }, [segment])
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  )
}
