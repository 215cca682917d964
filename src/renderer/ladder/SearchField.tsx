import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { i18n } from '../i18n/i18n'
import { formatCount } from '../ui/format'
import { foundFigures, foundWords } from './filterWords'
import type { LadderFilter } from './useLadderFilter'
import type { LadderSearch } from './useLadderSearch'

interface SearchFieldProps {
  readonly search: LadderSearch
  /** What passes the text, where it is a display filter. */
  readonly filter?: LadderFilter | null
  readonly selected: number
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onGo: (row: number | null) => void
  readonly onLeave: () => void
}

/** Looks for segments of this ladder. */
export function SearchField({ search, filter = null, selected, inputRef, onGo, onLeave }: SearchFieldProps) {
  const { t } = useTranslation('ladder')
  // Enter before the answer is there leads to the first row once it is.
  const [isWaiting, setWaiting] = useState(false)
  // A filter is known to be one before it is known what passes.
  const isFresh = search.filter === '' ? search.isFresh : filter?.isDone || (filter?.matches ?? 0) > 0
  const goOn = (isForward: boolean) => {
    if (filter === null) onGo(isForward ? search.after(selected) : search.before(selected))
    else filter.beside(selected, isForward).then(onGo, () => undefined)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes once, when the answer is there
  useEffect(() => {
    if (!isWaiting || !isFresh) return
    setWaiting(false)
    goOn(true)
  }, [isWaiting, isFresh])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      if (!isFresh) setWaiting(search.text.trim() !== '')
      else goOn(!event.shiftKey)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      search.setText('')
      onLeave()
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <span className="ladder-search">
      <input
        ref={inputRef}
        type="search"
        aria-label={t('search.name')}
        placeholder={t('search.placeholder')}
        title={t('search.title')}
        aria-invalid={filter?.problem ? true : undefined}
        spellCheck={false}
        value={search.text}
        onChange={(event) => search.setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {search.text.trim() !== '' && (
        <span className="muted figures ladder-found" role="status">
          {filter === null ? (
            countWords(search, selected)
          ) : (
            <>
              <span aria-hidden="true">{foundFigures(filter)}</span>
              <span className="visually-hidden">{foundWords(filter)}</span>
            </>
          )}
        </span>
      )}
    </span>
  )
}

/** `3 of 12`, `12 rows`, `none`. */
export function countWords({ rows, isDone }: LadderSearch, selected: number): string {
  if (rows.length === 0) return isDone ? i18n.t('ladder:search.none') : '…'
  const place = rows.indexOf(selected)
  const amount = formatCount(rows.length)
  const words =
    place < 0
      ? i18n.t('ladder:search.rows', { count: rows.length, amount })
      : i18n.t('ladder:search.place', { place: formatCount(place + 1), amount })
  return `${words}${isDone ? '' : ' …'}`
}
