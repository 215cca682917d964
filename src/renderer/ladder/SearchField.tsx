import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { formatAmount, formatCount } from '../ui/format'
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
        aria-label="Search this ladder"
        placeholder="Search: FIN, seq 413, > 1000 B"
        title="Flags, seq and ack numbers, frame numbers, sizes (> 1000 B), states, “retransmission”, or any words of a row. Enter: next, Shift Enter: before."
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
  if (rows.length === 0) return isDone ? 'none' : '…'
  const place = rows.indexOf(selected)
  const total = `${formatCount(rows.length)}${isDone ? '' : ' …'}`
  return place < 0
    ? `${formatAmount(rows.length, 'row', 'rows')}${isDone ? '' : ' …'}`
    : `${formatCount(place + 1)} of ${total}`
}
