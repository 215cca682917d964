import { type KeyboardEvent, type UIEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import { Icon } from '../ui/Icon'
import { Ink } from './Ink'
import { remembered, withSaved, withUsed } from './remembered'
import { type Offer, Suggestions } from './Suggestions'
import { useCompletions } from './useCompletions'
import { useFilter } from './useFilter'
import { useFilterProgress } from './useFilterProgress'
import './filter.css'

/** Suggestions come by themselves only where someone writes the name of a field. */
const LOOKS_LIKE_FIELD = /[a-z]+\.[a-z_.]*$/i

/** Searches flows for text, or filters them, by what is written; the list follows as one types. */
export function FilterField() {
  const { t } = useTranslation('filter')
  const session = useSession()
  const layout = useSessionState((state) => state.layout)
  const { text, setText, check } = useFilter()
  const progress = useFilterProgress()
  const inputRef = useRef<HTMLInputElement>(null)
  const inkRef = useRef<HTMLDivElement>(null)
  const [caret, setCaret] = useState(0)
  const [list, setList] = useState<'shut' | 'suggestions' | 'remembered'>('shut')
  const [active, setActive] = useState(-1)
  const completions = useCompletions(text, caret, list === 'suggestions')
  const offers: readonly Offer[] =
    list === 'suggestions'
      ? completions.list.map(({ text: name, meaning }) => ({ text: name, meaning }))
      : list === 'remembered'
        ? remembered(layout).map(({ text: name, kind }) => ({ text: name, meaning: t(`kinds.${kind}`) }))
        : []
  const isOpen = offers.length > 0
  const isFilter = check?.taken === 'filter'
  const problem = check?.problem ?? null
  const expression = text.trim()
  const isSaved = layout.savedFilters.includes(expression)

  const shut = () => {
    setList('shut')
    setActive(-1)
  }
  const write = (wanted: string, at: number) => {
    setText(wanted)
    setCaret(at)
    requestAnimationFrame(() => inputRef.current?.setSelectionRange(at, at))
  }
  const take = (offer: Offer) => {
    if (list === 'remembered') {
      write(offer.text, offer.text.length)
    } else {
      const after = text.slice(completions.to)
      const gap = after.startsWith(' ') ? '' : ' '
      write(`${text.slice(0, completions.from)}${offer.text}${gap}${after}`, completions.from + offer.text.length + 1)
    }
    shut()
    inputRef.current?.focus()
  }
  const typed = (wanted: string, at: number) => {
    setText(wanted)
    setCaret(at)
    setActive(-1)
    setList(isFilter || LOOKS_LIKE_FIELD.test(wanted.slice(0, at)) ? 'suggestions' : 'shut')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const { key } = event
    const chosen = offers[active]
    if (key === 'ArrowDown' && !isOpen) setList(expression === '' ? 'remembered' : 'suggestions')
    else if (key === ' ' && event.ctrlKey) setList('suggestions')
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && isOpen) {
      const step = key === 'ArrowDown' ? 1 : -1
      setActive((before) => (before + step + offers.length + (before < 0 && step < 0 ? 1 : 0)) % offers.length)
    } else if ((key === 'Enter' || key === 'Tab') && isOpen && chosen !== undefined) take(chosen)
    else if (key === 'Enter') {
      shut()
      if (isFilter && problem === null) session.settings.arrange(withUsed(layout, expression))
      return
    } else if (key === 'Escape' && isOpen) shut()
    else if (key === 'Escape' && text !== '') setText('')
    else if (key === 'Escape') event.currentTarget.blur()
    else return
    event.preventDefault()
  }
  const onScroll = (event: UIEvent<HTMLInputElement>) => {
    if (inkRef.current) inkRef.current.scrollLeft = event.currentTarget.scrollLeft
  }
  const leave = () => {
    shut()
    if (isFilter && problem === null && layout.filterHistory[0] !== expression)
      session.settings.arrange(withUsed(layout, expression))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is younger than the oldest engine we run on
    <div className={problem === null ? 'search filter-field' : 'search filter-field wrong'} role="search">
      <Icon name="search" />
      <div className="filter-line mono">
        {isFilter && check !== null && (
          <div className="filter-ink" ref={inkRef} aria-hidden="true">
            <Ink text={text} check={check} />
          </div>
        )}
        <input
          ref={inputRef}
          id="search"
          type="text"
          role="combobox"
          className={isFilter ? 'mono inked' : 'mono'}
          aria-label={t('name')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls="filter-suggestions"
          aria-activedescendant={isOpen && active >= 0 ? `filter-suggestion-${active}` : undefined}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'filter-problem'}
          placeholder={t('hint')}
          spellCheck={false}
          autoComplete="off"
          maxLength={4000}
          value={text}
          onChange={(event) => typed(event.target.value, event.target.selectionStart ?? event.target.value.length)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onScroll={onScroll}
          onBlur={leave}
        />
      </div>
      {progress !== null && (
        <button type="button" className="button quiet small" title={t('cancel')} onClick={() => setText('')}>
          <span role="status">{t('working', { percent: Math.floor(progress * 100) })}</span>
        </button>
      )}
      {(check?.taken === 'filter' || check?.taken === 'text') && (
        <span className={`filter-taken ${check.taken}`} title={t(`takenTitle.${check.taken}`)}>
          {t(`taken.${check.taken}`)}
        </span>
      )}
      {isFilter && problem === null && (
        <button
          type="button"
          className={isSaved ? 'button quiet small filter-saved' : 'button quiet small'}
          aria-pressed={isSaved}
          aria-label={t(isSaved ? 'unsave' : 'save')}
          title={t(isSaved ? 'unsave' : 'save')}
          onClick={() => session.settings.arrange(withSaved(layout, expression))}
        >
          <Icon name="star" size={12} />
        </button>
      )}
      {text ? (
        <button type="button" className="button quiet small" aria-label={t('clear')} onClick={() => setText('')}>
          <Icon name="close" size={12} />
        </button>
      ) : (
        <kbd>/</kbd>
      )}
      {isOpen && <Suggestions offers={offers} active={active} onTake={take} />}
      {!isOpen && problem !== null && (
        <p id="filter-problem" className="filter-problem" role="alert">
          {t('column', { column: problem.column, message: problem.message })}
        </p>
      )}
    </div>
  )
}
