// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by transform, which tables refuse
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlowSort } from '../../contracts/flowList'
import type { Density } from '../../contracts/preferences'
import { useSession, useSessionState } from '../app/context'
import { type TermId, termOf } from '../app/glossary/terms'
import { FilterMenu, type FilterWish } from '../filter/FilterMenu'
import { flowExpressions } from '../filter/flowExpressions'
import { Icon } from '../ui/Icon'
import { useSize } from '../ui/useSize'
import { cellColumns, columnsFor, type FlowColumn, type FlowRow, flowFeatures, liveColumnsFor } from './columns'
import type { FlowPages } from './flowPages'
import { onOneLine, withoutHidden } from './hidden'
import { listTarget } from './keys'
import { type Pick, pickOf } from './selection'
import type { FlowSelection } from './useFlowSelection'

/** Pixels of a row with two lines, and of one with a line. */
const ROW_HEIGHTS: Readonly<Record<Density, number>> = { roomy: 44, compact: 28 }
const OVERSCAN = 8
/** Pixels of the headings, which stay above the rows. */
const HEAD_HEIGHT = 27

interface FlowGridProps {
  readonly pages: FlowPages
  readonly total: number
  /** Grows whenever `pages` has other rows than before. */
  readonly version: number
  /** Index of the selected row; -1: none that passes the filter. */
  readonly selected: number
  readonly selection: FlowSelection
}

/** The virtual list: only rows on screen exist, as elements and as data. */
export function FlowGrid({ pages, total, version, selected, selection }: FlowGridProps) {
  const { t } = useTranslation('flows')
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const scrollRef = useRef<HTMLDivElement>(null)
  const gridRef = useCallback(
    (grid: HTMLDivElement | null) => {
      scrollRef.current = grid
      return sizeRef(grid)
    },
    [sizeRef],
  )
  const captureStart = useSessionState((state) => state.summary?.first ?? 0n)
  const liveNow = useSessionState((state) => state.summary?.live?.now ?? null)
  const captureEnd = useSessionState(
    (state) => state.summary?.live?.now ?? ((state.summary?.done && state.summary.last) || 0n),
  )
  const hidden = useSessionState((state) => state.layout.hiddenColumns)
  const density = useSessionState((state) => state.preferences.density)
  const times = useSessionState((state) => state.preferences.times)
  const rowHeight = ROW_HEIGHTS[density]
  const fitting = liveNow === null ? columnsFor(size.width) : liveColumnsFor(size.width)
  const columns = withoutHidden(density === 'compact' ? onOneLine(fitting, size.width) : fitting, hidden)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  const items = virtual.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = (items.at(-1)?.index ?? -1) + 1

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `pages` holds
  const rows = useMemo<FlowRow[]>(
    () =>
      Array.from({ length: to - from }, (_, k) => {
        const index = from + k
        return { index, flow: pages.at(index), captureStart, captureEnd, liveNow, times }
      }),
    [pages, version, from, to, captureStart, captureEnd, liveNow, times],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `pages` lacks
  useEffect(() => {
    if (to > from) pages.want(from, to)
  }, [pages, version, from, to])
  const table = useTable({ features: flowFeatures, columns: cellColumns, data: rows })

  // Another order starts at its top; another flow is brought into view, once it is known where it stands.
  const flow = useSessionState((state) => state.flow)
  const view = useSessionState((state) => state.view)
  const shown = useRef({ flow, view })
  useEffect(() => {
    if (shown.current.view !== view) {
      shown.current.view = view
      virtual.scrollToOffset(0)
    }
    if (shown.current.flow !== flow && selected >= 0) {
      shown.current.flow = flow
      virtual.scrollToIndex(selected, { align: 'auto' })
    }
  }, [selected, flow, view, virtual])

  // Ctrl and an arrow move the keys' place without selecting; Space then takes that row in, or out.
  const [strayed, setStrayed] = useState<number | null>(null)
  const cursor = strayed === null ? selected : Math.min(strayed, total - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, or another flow, takes the keys' place back
  useEffect(() => setStrayed(null), [flow, view])
  const pick = (index: number, how: Pick) => {
    setStrayed(null)
    if (how !== 'all') virtual.scrollToIndex(index, { align: 'auto' })
    selection.pick(index, how)
  }
  const [wish, setWish] = useState<FilterWish | null>(null)
  /** By pointer at a cell, or by the menu key for the row that the keys are at. */
  const onContextMenu = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-row]') : null
    const flow = pages.at(Number(cell?.getAttribute('data-row') ?? cursor))
    if (!flow) return
    event.preventDefault()
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const isByKey = cell === null
    const expressions = flowExpressions(flow, cell?.getAttribute('data-column') ?? null)
    setWish({ x: isByKey ? left + 40 : event.clientX, y: isByKey ? top + 60 : event.clientY, expressions })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey
    if (event.altKey || total === 0) return
    const page = Math.max(1, Math.floor((size.height - HEAD_HEIGHT) / rowHeight) - 1)
    const target = listTarget(event.key, cursor, total, page)
    if (isCommand && event.key.toLowerCase() === 'a') {
      pick(cursor, 'all')
    } else if (event.key === ' ' && event.target === event.currentTarget) {
      pick(Math.max(0, cursor), 'toggle')
    } else if (target !== null && isCommand) {
      setStrayed(target)
      virtual.scrollToIndex(target, { align: 'auto' })
    } else if (target !== null) {
      pick(target, event.shiftKey ? 'range' : 'only')
    } else {
      return
    }
    event.preventDefault()
  }
  const template = { gridTemplateColumns: columns.map(({ track }) => track).join(' ') }
  return (
    <div
      ref={gridRef}
      className={`flow-grid ${density}`}
      role="grid"
      aria-label={t('flows')}
      aria-rowcount={total + 1}
      tabIndex={0}
      aria-multiselectable="true"
      aria-activedescendant={cursor >= from && cursor < to ? `flow-row-${cursor}` : undefined}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      {wish !== null && <FilterMenu wish={wish} onClose={() => setWish(null)} />}
      <div className="flow-header" role="row" aria-rowindex={1} tabIndex={-1} style={template}>
        {columns.map((column) => (
          <ColumnHeader key={column.id} column={column} />
        ))}
      </div>
      <div role="rowgroup" style={{ height: total * rowHeight }} className="flow-rows">
        {table.getRowModel().rows.map((row) => {
          const { index, flow } = row.original
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
            <div
              key={index}
              id={`flow-row-${index}`}
              className={index === cursor ? 'flow-row at-keys' : 'flow-row'}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={flow ? selection.isSelected(flow.flow) : index === selected}
              tabIndex={-1}
              style={{ ...template, transform: `translateY(${index * rowHeight}px)` }}
              // A click with Shift takes flows, not text; the keys go on in the list.
              onMouseDown={(event) => {
                if (!event.shiftKey) return
                event.preventDefault()
                event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus()
              }}
              onClick={(event) => flow && pick(index, pickOf(event))}
            >
              {columns.map((column) => {
                const cell = row.getAllCells().find((candidate) => candidate.column.id === column.id)
                return (
                  <div
                    key={column.id}
                    role="gridcell"
                    data-row={index}
                    data-column={column.id}
                    tabIndex={-1}
                    className={column.align === 'right' ? 'flow-cell right figures' : 'flow-cell'}
                  >
                    {cell && <table.FlexRender cell={cell} />}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Headings that the glossary explains. */
const TERMS: Partial<Record<FlowSort, TermId>> = {
  verdict: 'verdict',
  client: 'client',
  server: 'server',
  rtt: 'rtt',
  retransmissions: 'retransmission',
}

function ColumnHeader({ column }: { readonly column: FlowColumn }) {
  const { t } = useTranslation('flows')
  const session = useSession()
  const view = useSessionState((state) => state.view)
  const isDayTime = useSessionState((state) => state.preferences.times !== 'relative')
  const active = column.sorts.some((sort) => sort === view.sort)
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      className={`flow-head ${column.align}`}
      data-column={column.id}
      aria-sort={active ? (view.descending ? 'descending' : 'ascending') : 'none'}
    >
      {column.heading && t(`column.${column.heading}`)}
      {column.sorts.map((sort) => (
        <span key={sort}>
          <button
            type="button"
            className={sort === view.sort ? 'on' : ''}
            title={t(`sortBy.${sort}`)}
            {...(TERMS[sort] && termOf(TERMS[sort]))}
            onClick={() => session.choice.sortBy(sort)}
          >
            {t(sort === 'start' && isDayTime ? 'column.startTime' : `column.${sort}`)}
            {sort === view.sort && <Icon name={view.descending ? 'descending' : 'ascending'} size={11} />}
          </button>
        </span>
      ))}
    </div>
  )
}
