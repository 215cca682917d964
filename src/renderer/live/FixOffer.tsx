import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fix } from '../../contracts/capture'
import type { Told } from '../../contracts/told'
import { Command } from '../app/Command'
import { useSession } from '../app/context'
import { inWords } from '../i18n/inWords'
import { fixWords } from './troubleWords'

interface FixOfferProps {
  readonly fix: Fix
  /** Called once it was carried out: what it mended is looked at anew. */
  readonly onDone: () => void
  /** Says the fix's own sentence first. */
  readonly hasText?: boolean
}

/** How to mend what keeps a capture from running: one click where we may, and a command to copy. */
export function FixOffer({ fix, onDone, hasText = true }: FixOfferProps) {
  const { t } = useTranslation('live')
  const session = useSession()
  const [isUnderWay, setIsUnderWay] = useState(false)
  const [outcome, setOutcome] = useState<{ ok: boolean; message: Told } | null>(null)
  const repair = async () => {
    setIsUnderWay(true)
    const result = await session.live.repair(fix).finally(() => setIsUnderWay(false))
    setOutcome(result)
    if (result.ok) onDone()
  }
  return (
    <div className="fix">
      {hasText && <p>{fixWords(fix)}</p>}
      {fix.isOneClick && (
        <button type="button" className="button small" disabled={isUnderWay} onClick={() => void repair()}>
          {isUnderWay ? t('fix.asking') : fix.id === 'retry' ? t('tryAgain') : t('fix.mend')}
        </button>
      )}
      {fix.command !== '' && <Command command={fix.command} />}
      <p role="status" className={outcome?.ok === false ? 'tone-warning' : 'muted'}>
        {outcome && inWords(outcome.message)}
      </p>
    </div>
  )
}
