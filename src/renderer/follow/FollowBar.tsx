import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { FOLLOW_DIRECTIONS, FOLLOW_FORMATS, type FollowDirection, type FollowPage } from '../../contracts/follow'
import { useAnonymising } from '../export/anonymising'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import type { FollowLook } from './Follow'
import type { StreamSearch } from './useSearch'

interface FollowBarProps {
  readonly page: FollowPage | null
  readonly direction: FollowDirection
  readonly look: FollowLook
  readonly needle: string
  readonly search: StreamSearch
  /** Of the hit that is shown; below 0: none. */
  readonly place: number
  readonly onDirection: (direction: FollowDirection) => void
  readonly onLook: (look: FollowLook) => void
  readonly onNeedle: (needle: string) => void
  readonly onStep: (by: 1 | -1) => void
  readonly onCopy: () => void
  readonly onSave: () => void
}

/** Whose stream, how it is shown, what is looked for in it. */
export function FollowBar(props: FollowBarProps) {
  const { page, direction, look, needle, search, place, onDirection, onLook, onNeedle, onStep, onCopy, onSave } = props
  const { t } = useTranslation('follow')
  const isAnonymising = useAnonymising().isWanted
  const name = useId()
  const looks: readonly FollowLook[] = page?.isHttp ? [...FOLLOW_FORMATS, 'http'] : FOLLOW_FORMATS
  const totals = page ? totalWords(page) : ''
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      onStep(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && needle !== '') {
      event.stopPropagation()
      onNeedle('')
    }
  }
  return (
    <div className="follow-bar">
      <select
        className="follow-direction"
        aria-label={t('direction')}
        value={direction}
        onChange={(event) => onDirection(event.target.value as FollowDirection)}
      >
        {FOLLOW_DIRECTIONS.map((choice) => (
          <option key={choice} value={choice}>
            {t(`directions.${choice}`)}
          </option>
        ))}
      </select>
      <fieldset className="follow-looks">
        <legend className="visually-hidden">{t('format')}</legend>
        {looks.map((choice) => (
          <label key={choice} className={choice === look ? 'is-chosen' : ''}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={choice === look}
              onChange={() => onLook(choice)}
            />
            {choice === 'http' ? t('http') : t(`formats.${choice}`)}
          </label>
        ))}
      </fieldset>
      <span className="muted figures ellipsis follow-totals" title={totals}>
        {totals}
      </span>
      <span className="follow-search">
        <input
          type="search"
          aria-label={t('search.name')}
          placeholder={t('search.placeholder')}
          title={t('search.title')}
          spellCheck={false}
          maxLength={200}
          value={needle}
          onChange={(event) => onNeedle(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {needle !== '' && (
          <span className="muted figures follow-found" role="status">
            {foundWords(search, place)}
          </span>
        )}
        <button
          type="button"
          className="button quiet icon"
          aria-label={t('search.before')}
          title={t('search.before')}
          disabled={search.hits.length === 0}
          onClick={() => onStep(-1)}
        >
          <Icon name="ascending" />
        </button>
        <button
          type="button"
          className="button quiet icon"
          aria-label={t('search.next')}
          title={t('search.next')}
          disabled={search.hits.length === 0}
          onClick={() => onStep(1)}
        >
          <Icon name="descending" />
        </button>
      </span>
      <span className="grow" />
      <button type="button" className="button quiet small" title={t('copyTitle')} onClick={onCopy}>
        <Icon name="copy" /> {t('copy')}
      </button>
      {isAnonymising && (
        <small className="muted follow-as-is" title={t('asItIsTitle')}>
          {t('asItIs')}
        </small>
      )}
      <button
        type="button"
        className="button quiet small"
        title={isAnonymising ? t('asItIsTitle') : t('saveTitle')}
        onClick={onSave}
      >
        <Icon name="save" /> {t('save')}
      </button>
    </div>
  )
}

/** `3 of 12`, `12 hits`, `none`; `…` while the search goes on. */
function foundWords({ hits, isDone, problem }: StreamSearch, place: number): string {
  if (problem !== null) return problem
  const amount = formatCount(hits.length)
  const more = isDone ? '' : ' …'
  if (hits.length === 0) return isDone ? i18n.t('follow:search.none') : '…'
  if (place >= 0) return i18n.t('follow:search.place', { place: formatCount(place + 1), amount }) + more
  return i18n.t('follow:search.found', { count: hits.length, amount }) + more
}

/** `client 412 B, server 1.9 MB · 2 gaps`. */
function totalWords({ bytes, gaps, cut }: FollowPage): string {
  const missing = gaps.client.count + gaps.server.count
  const short = cut.client + cut.server
  const words = [
    i18n.t('follow:totals', { client: formatBytes(bytes.client), server: formatBytes(bytes.server) }),
    missing === 0 ? '' : i18n.t('follow:gaps', { count: missing, amount: formatCount(missing) }),
    short === 0 ? '' : i18n.t('follow:cut', { count: short, amount: formatCount(short) }),
  ]
  return words.filter((word) => word !== '').join(' · ')
}
