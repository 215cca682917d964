import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaveSelection } from '../../contracts/engineProcess'
import { useSession, useSessionState } from '../app/context'
import { NO_FILTER } from '../app/state'
import { AnonymisingBoxes } from '../export/AnonymisingBoxes'
import { Icon } from '../ui/Icon'

type What = SaveSelection['what']

/** Which packets are saved, and whether verdicts go with them. */
export function SaveMenu() {
  const { t } = useTranslation('live')
  const session = useSession()
  const id = useId()
  const ref = useRef<HTMLFormElement>(null)
  const filter = useSessionState((state) => state.view.filter)
  const flow = useSessionState((state) => state.flow)
  const [wanted, setWanted] = useState<What>('all')
  const [hasComments, setHasComments] = useState(true)
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER)
  const choices: readonly { what: What; words: string; isPossible: boolean }[] = [
    { what: 'all', words: t('save.all'), isPossible: true },
    { what: 'filtered', words: t('save.filtered'), isPossible: isFiltered },
    { what: 'flows', words: t('save.flow'), isPossible: flow !== null },
  ]
  const what = choices.some((choice) => choice.what === wanted && choice.isPossible) ? wanted : 'all'
  const selection = (): SaveSelection =>
    what === 'filtered'
      ? { what, filter }
      : what === 'flows' && flow !== null
        ? { what, flows: [flow] }
        : { what: 'all' }
  return (
    <>
      <button type="button" className="button" popoverTarget={id} aria-haspopup="dialog">
        <Icon name="save" size={13} /> {t('save.open')}
      </button>
      <form
        ref={ref}
        id={id}
        popover="auto"
        className="save-menu"
        aria-label={t('save.label')}
        onSubmit={(event) => {
          event.preventDefault()
          ref.current?.hidePopover()
          void session.live.save(selection(), hasComments)
        }}
      >
        <fieldset>
          <legend className="label">{t('save.as')}</legend>
          {choices.map((choice) => (
            <label key={choice.what} className={choice.isPossible ? '' : 'muted'}>
              <input
                type="radio"
                name={id}
                checked={what === choice.what}
                disabled={!choice.isPossible}
                onChange={() => setWanted(choice.what)}
              />
              {choice.words}
            </label>
          ))}
        </fieldset>
        <label>
          <input type="checkbox" checked={hasComments} onChange={({ target }) => setHasComments(target.checked)} />
          {t('save.comments')}
        </label>
        <AnonymisingBoxes />
        <button type="submit" className="button primary">
          {t('save.save')}
        </button>
      </form>
    </>
  )
}
