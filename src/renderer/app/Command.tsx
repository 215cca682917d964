import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon'
import { useSession } from './context'

const COPIED_MS = 1600

/** A command to copy. */
export function Command({ command }: { readonly command: string }) {
  const { t } = useTranslation('app')
  const session = useSession()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const wait = setTimeout(() => setIsCopied(false), COPIED_MS)
    return () => clearTimeout(wait)
  }, [isCopied])
  return (
    <div className="command">
      <code className="mono">{command}</code>
      <button
        type="button"
        className="button quiet small"
        aria-label={t('copyCommand')}
        onClick={() => void session.copy(command).then(() => setIsCopied(true))}
      >
        <Icon name={isCopied ? 'done' : 'copy'} size={12} />
        <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
      </button>
    </div>
  )
}
