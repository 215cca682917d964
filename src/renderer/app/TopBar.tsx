import { type KeyboardEvent, type RefObject, useDeferredValue, useEffect, useState } from 'react'
import { ExplainButton } from '../explain/ExplainButton'
import { useLiveView, ViewTabs } from '../live/ViewTabs'
import { formatAmount } from '../ui/format'
import { Icon, Mark } from '../ui/Icon'
import { useSession, useSessionState } from './context'
import { captureTitle, type LiveView } from './state'
import { nextTheme } from './theme'

const THEME_WORDS = { system: 'as the system', light: 'light', dark: 'dark' } as const

/** Name of the capture, search, and what acts on the window as a whole. */
export function TopBar({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
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
        Lastack
      </div>
      {capture ? (
        <>
          <span className="top-bar-line" />
          <h1 className="ellipsis" title={capture.path}>
            {captureTitle(capture)}
          </h1>
          {capture.isLive && <ViewTabs />}
          {summary && !capture.other && view === 'flows' && (
            <span className="muted counts">
              {formatAmount(summary.flows, 'flow', 'flows')}, {formatAmount(summary.segments, 'segment', 'segments')}
            </span>
          )}
          {capture.other || view === 'timeWaits' ? (
            <span className="grow" />
          ) : (
            <Search key={view} searchRef={searchRef} view={view} />
          )}
        </>
      ) : (
        <span className="grow" />
      )}
      {capture && !capture.other && view === 'flows' && <ExplainButton />}
      <button
        type="button"
        className="button quiet icon"
        aria-label={`Theme: ${THEME_WORDS[theme]}. Change`}
        title={`Theme: ${THEME_WORDS[theme]}`}
        onClick={() => session.setTheme(nextTheme(theme))}
      >
        <Icon name={theme} size={16} />
      </button>
      {capture && (
        <>
          <button
            type="button"
            className="button quiet icon"
            aria-label="Close the capture"
            title="Close the capture and go back to the start page"
            onClick={() => void session.closeCapture()}
          >
            <Icon name="home" size={16} />
          </button>
          <button type="button" className="button primary" onClick={() => void session.choose()}>
            Open…
          </button>
        </>
      )}
    </header>
  )
}

interface SearchProps {
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly view: LiveView
}

/** Free text over what the view lists; the list follows as one types. */
function Search({ searchRef, view }: SearchProps) {
  const isSockets = view === 'sockets'
  const session = useSession()
  const applied = useSessionState((state) => (isSockets ? state.sockets.text : state.view.filter.text))
  const [text, setText] = useState(applied)
  const deferred = useDeferredValue(text)

  useEffect(() => {
    const apply = (wanted: string) =>
      isSockets ? session.live.setSockets({ text: wanted }) : session.filter({ text: wanted })
    const wait = setTimeout(() => apply(deferred.trim()), 120)
    return () => clearTimeout(wait)
  }, [deferred, session, isSockets])
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
        ref={searchRef}
        type="text"
        className="mono"
        aria-label={isSockets ? 'Search sockets' : 'Search flows'}
        placeholder={isSockets ? 'Address, port or process' : 'Address, port, state or verdict'}
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <button type="button" className="button quiet small" aria-label="Clear the search" onClick={() => setText('')}>
          <Icon name="close" size={12} />
        </button>
      ) : (
        <kbd>/</kbd>
      )}
    </div>
  )
}
