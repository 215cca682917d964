import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { i18n } from '../i18n/i18n'
import { formatCount } from '../ui/format'
import type { LadderSearch } from './useLadderSearch'

interface SearchFieldProps {
  readonly search: LadderSearch
  readonly selected: number
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onGo: (row: number | null) => void
  readonly onLeave: () => void
}

/** Looks for segments of this ladder. */
export function SearchField({ search, selected, inputRef, onGo, onLeave }: SearchFieldProps) {
  const { t } = useTranslation('ladder')
  // Enter before the answer is there leads to the first row once it is.
  const [isWaiting, setWaiting] = useState(false)
  const { isFresh } = search
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes once, when the answer is there
  useEffect(() => {
    if (!isWaiting || !isFresh) return
    setWaiting(false)
    onGo(search.after(selected))
  }, [isWaiting, isFresh])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      if (!isFresh) setWaiting(search.text.trim() !== '')
      else onGo(event.shiftKey ? search.before(selected) : search.after(selected))
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
        spellCheck={false}
        value={search.text}
        onChange={(event) => search.setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {search.text.trim() !== '' && (
        <span className="muted figures ladder-found" role="status">
          {countWords(search, selected)}
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
