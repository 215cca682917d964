import type { TFunction } from 'i18next'
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExplainButton } from '../explain/ExplainButton'
import { FilterField } from '../filter/FilterField'
import { useLiveView, ViewTabs } from '../live/ViewTabs'
import { formatCount } from '../ui/format'
import { Icon, Mark } from '../ui/Icon'
import { useSession, useSessionState } from './context'
import type { OpenedCapture } from './state'
import { Together } from './Together'
import { nextTheme } from './theme'

/** What the window's title says of the open capture. */
export function titleOf({ name, files: [, ...others] }: OpenedCapture, t: TFunction<'app'>): string {
  const [second] = others
  if (second === undefined) return name
  if (others.length > 1) return t('topBar.andMore', { first: name, others: others.length })
  return t('topBar.and', { first: name, second: fileName(second) })
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** Name of the capture, search, and what acts on the window as a whole. */
export function TopBar() {
  const { t } = useTranslation('app')
  const session = useSession()
  const capture = useSessionState((state) => state.capture)
  const summary = useSessionState((state) => state.summary)
  const liveView = useLiveView()
  const view = capture?.isLive ? liveView : 'flows'
  const theme = useSessionState((state) => state.theme)
  return (
    <header className="top-bar">
      <div className="mark">
        <Mark />
        <span className="mark-word">Lastack</span>
      </div>
      {capture ? (
        <>
          <span className="top-bar-line" />
          <h1 className="ellipsis" title={capture.files.join('\n')}>
            {titleOf(capture, t)}
          </h1>
          <Together capture={capture} />
          {capture.isLive && <ViewTabs />}
          {summary && !capture.other && view === 'flows' && (
            <span className="muted counts">
              {t('topBar.counts', {
                flows: t('topBar.flows', { count: summary.flows, amount: formatCount(summary.flows) }),
                segments: t('topBar.segments', { count: summary.segments, amount: formatCount(summary.segments) }),
              })}
            </span>
          )}
          {(capture.other || view === 'timeWaits') && <span className="grow" />}
          {!capture.other && view === 'sockets' && <Search />}
          {!capture.other && view === 'flows' && <FilterField />}
        </>
      ) : (
        <span className="grow" />
      )}
      {capture && !capture.other && view === 'flows' && <ExplainButton />}
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('topBar.palette')}
        title={t('topBar.palette')}
        onClick={() => session.show('palette')}
      >
        <Icon name="command" size={16} />
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('topBar.preferences')}
        title={t('topBar.preferences')}
        onClick={() => session.show('preferences')}
      >
        <Icon name="settings" size={16} />
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label={t('topBar.changeTheme', { theme: t(`topBar.theme.${theme}`) })}
        title={t(`topBar.theme.${theme}`)}
        onClick={() => session.settings.setTheme(nextTheme(theme))}
      >
        <Icon name={theme} size={16} />
      </button>
      {capture && (
        <>
          <button
            type="button"
            className="button quiet icon"
            aria-label={t('topBar.close')}
            title={t('topBar.closeTitle')}
            onClick={() => void session.closeCapture()}
          >
            <Icon name="home" size={16} />
          </button>
          <button type="button" className="button primary" onClick={() => void session.choose()}>
            {t('topBar.open')}
          </button>
        </>
      )}
    </header>
  )
}

/** Free text over the sockets; the list follows as one types. */
function Search() {
  const { t } = useTranslation('app')
  const session = useSession()
  const applied = useSessionState((state) => state.sockets.text)
  const [text, setText] = useState(applied)
  const deferred = useDeferredValue(text)

  useEffect(() => {
    const wait = setTimeout(() => session.live.setSockets({ text: deferred.trim() }), 120)
    return () => clearTimeout(wait)
  }, [deferred, session])
  // Filters are cleared elsewhere too; what is being typed isn't overwritten by its own echo.
  useEffect(() => setText((shown) => (shown.trim() === applied ? shown : applied)), [applied])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return
    if (text) setText('')
    else event.currentTarget.blur()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is younger than the oldest engine we run on
    <div className="search" role="search">
      <Icon name="search" />
      <input
        id="search"
        type="text"
        className="mono"
        aria-label={t('topBar.searchSockets')}
        placeholder={t('topBar.socketsHint')}
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <button
          type="button"
          className="button quiet small"
          aria-label={t('topBar.clearSearch')}
          onClick={() => setText('')}
        >
          <Icon name="close" size={12} />
        </button>
      ) : (
        <kbd>/</kbd>
      )}
    </div>
  )
}
