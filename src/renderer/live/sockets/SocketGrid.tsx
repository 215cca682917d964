// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by transform, which tables refuse
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SocketPage, SocketSort } from '../../../contracts/sockets'
import { useSession, useSessionState } from '../../app/context'
import { listTarget } from '../../flows/keys'
import { Icon } from '../../ui/Icon'
import { SocketRowCells } from './SocketRowCells'

const ROW_HEIGHT = 30
const HALF_PAGE = 100
/** Pixels of the headings, which stay above the rows. */
const HEAD_HEIGHT = 27

const COLUMNS: readonly { readonly sort: SocketSort; readonly isRight?: boolean }[] = [
  { sort: 'state' },
  { sort: 'local' },
  { sort: 'remote' },
  { sort: 'process' },
  { sort: 'receiveQueue', isRight: true },
  { sort: 'sendQueue', isRight: true },
  { sort: 'timer' },
  { sort: 'disagreement' },
]

interface SocketGridProps {
  readonly page: SocketPage
  /** Milliseconds since the table was read. */
  readonly sinceMs: number
  /** First row of the page that holds what is on screen. */
  readonly onPage: (from: number) => void
}

/** The virtual table: a page of rows is held, those on screen exist. */
export function SocketGrid({ page, sinceMs, onPage }: SocketGridProps) {
  const { t } = useTranslation('live')
  const session = useSession()
  const selected = useSessionState((state) => state.sockets.selected)
  const scrollRef = useRef<HTMLDivElement>(null)
  const { total, from, rows } = page
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const wanted = Math.floor(first / HALF_PAGE) * HALF_PAGE
  useEffect(() => onPage(wanted), [wanted, onPage])

  const place = rows.findIndex(({ key }) => key === selected)
  const index = place < 0 ? -1 : from + place
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[place]
    if (event.key === 'Enter' && row?.flow != null) {
      event.preventDefault()
      session.choice.showFlow(row.flow)
      return
    }
    const visible = Math.max(1, Math.floor(((scrollRef.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1)
    const target = listTarget(event.key, index, total, visible)
    if (target === null) return
    event.preventDefault()
    virtual.scrollToIndex(target, { align: 'auto' })
    const next = rows[target - from]
    if (next) session.live.setSockets({ selected: next.key })
  }
  return (
    <div
      ref={scrollRef}
      className="socket-grid"
      role="grid"
      aria-label={t('sockets.title')}
      aria-rowcount={total + 1}
      tabIndex={0}
      aria-activedescendant={index >= 0 ? `socket-row-${index}` : undefined}
      onKeyDown={onKeyDown}
    >
      <Header />
      <div role="rowgroup" className="socket-rows" style={{ height: total * ROW_HEIGHT }}>
        {items.map((item) => {
          const row = rows[item.index - from]
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
            <div
              key={item.index}
              id={`socket-row-${item.index}`}
              className="socket-row"
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={row !== undefined && row.key === selected}
              tabIndex={-1}
              style={{ transform: `translateY(${item.index * ROW_HEIGHT}px)` }}
              onClick={() => row && session.live.setSockets({ selected: row.key })}
              onDoubleClick={() => row?.flow != null && session.choice.showFlow(row.flow)}
            >
              {row && <SocketRowCells row={row} sinceMs={sinceMs} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Header() {
  const { t } = useTranslation('live')
  const session = useSession()
  const { sort, descending } = useSessionState((state) => state.sockets)
  return (
    <div className="socket-header" role="row" aria-rowindex={1} tabIndex={-1}>
      {COLUMNS.map((column) => {
        const isActive = column.sort === sort
        const label = t(`sockets.column.${column.sort}`)
        return (
          <div
            key={column.sort}
            role="columnheader"
            tabIndex={-1}
            className={column.isRight ? 'flow-head right' : 'flow-head'}
            aria-sort={isActive ? (descending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              className={isActive ? 'on' : ''}
              title={t('sockets.sortBy', { column: label.toLowerCase() })}
              onClick={() => session.live.sortSockets(column.sort)}
            >
              {label}
              {isActive && <Icon name={descending ? 'descending' : 'ascending'} size={11} />}
            </button>
          </div>
        )
      })}
    </div>
  )
}
