import './sockets.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SocketPage } from '../../../contracts/sockets'
import { useSession, useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { formatCount } from '../../ui/format'
import { useNow } from '../useNow'
import { SocketDetail } from './SocketDetail'
import { SocketGrid } from './SocketGrid'
import { StateStrip } from './StateStrip'

/** Rows asked for at a time; a screen shows fewer than half of them. */
const PAGE_ROWS = 200

/** This host's TCP sockets as its kernel knows them, beside what the wire says. */
export function SocketsView() {
  const { t } = useTranslation('live')
  const session = useSession()
  const { sort, descending, text, state, selected } = useSessionState((known) => known.sockets)
  const generation = useSessionState((known) => known.generation)
  const [from, setFrom] = useState(0)
  const now = useNow()
  const answer = useEngineQuery(
    'sockets',
    { sort, descending, text, state, from, count: PAGE_ROWS },
    `${generation} ${now}`,
  )
  const page = answer.data
  const isFiltered = text !== '' || state !== null
  if (answer.error !== null || page?.problem) {
    return (
      <div className="pane-note" role="alert">
        <strong>{t('sockets.unreadable')}</strong>
        <p>{answer.error ?? page?.problem}</p>
      </div>
    )
  }
  if (!page || page.at === null) {
    return (
      <div className="pane-note" role="status">
        <strong>{t('sockets.title')}</strong>
        <p>{t(page === null ? 'sockets.savedCapture' : 'sockets.what')}</p>
      </div>
    )
  }
  const sinceMs = Math.max(0, now - Number(page.at / 1_000_000n))
  const row = page.rows.find(({ key }) => key === selected) ?? null
  return (
    <div className="sockets">
      <section className="pane" aria-label={t('sockets.list')}>
        <div className="pane-head">
          <h2>{t('sockets.title')}</h2>
          <span className="muted ellipsis">
            {t(isFiltered ? 'sockets.match' : 'sockets.total', { count: page.total, shown: formatCount(page.total) })}
          </span>
          <span className="grow" />
          <Lacks page={page} />
        </div>
        <StateStrip states={page.states} chosen={state} onChoose={(next) => session.live.setSockets({ state: next })} />
        {page.total === 0 ? (
          <div className="pane-note">
            <strong>{t(isFiltered ? 'sockets.noMatch' : 'sockets.none')}</strong>
            {isFiltered && (
              <button
                type="button"
                className="button"
                onClick={() => session.live.setSockets({ text: '', state: null })}
              >
                {t('sockets.showAll')}
              </button>
            )}
          </div>
        ) : (
          <SocketGrid page={page} sinceMs={sinceMs} onPage={setFrom} />
        )}
      </section>
      <SocketDetail row={row} sinceMs={sinceMs} />
    </div>
  )
}

/** What the table lacks, and why. */
function Lacks({ page }: { readonly page: SocketPage }) {
  return page.lacks === null ? null : (
    <span className="muted ellipsis sockets-lacks" title={page.lacks}>
      {page.lacks}
    </span>
  )
}
