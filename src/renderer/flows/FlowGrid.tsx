// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by transform, which tables refuse
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { FlowId } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { Icon } from '../ui/Icon'
import { useSize } from '../ui/useSize'
import { cellColumns, columnsFor, type FlowColumn, type FlowRow, flowFeatures, liveColumnsFor } from './columns'
import type { FlowPages } from './flowPages'
import { listTarget } from './keys'

const ROW_HEIGHT = 44
const OVERSCAN = 8

interface FlowGridProps {
  readonly pages: FlowPages
  readonly total: number
  /** Grows whenever `pages` has other rows than before. */
  readonly version: number
  /** Index of the selected row; -1: none that passes the filter. */
  readonly selected: number
  readonly onSelect: (index: number, flow: FlowId) => void
}

/** The virtual list: only rows on screen exist, as elements and as data. */
export function FlowGrid({ pages, total, version, selected, onSelect }: FlowGridProps) {
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const scrollRef = useRef<HTMLDivElement>(null)
  const captureStart = useSessionState((state) => state.summary?.first ?? 0n)
  const liveNow = useSessionState((state) => state.summary?.live?.now ?? null)
  const captureEnd = useSessionState(
    (state) => state.summary?.live?.now ?? ((state.summary?.done && state.summary.last) || 0n),
  )
  const columns = liveNow === null ? columnsFor(size.width) : liveColumnsFor(size.width)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  const items = virtual.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = (items.at(-1)?.index ?? -1) + 1

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `pages` holds
  const rows = useMemo<FlowRow[]>(
    () =>
      Array.from({ length: to - from }, (_, k) => {
        const index = from + k
        return { index, flow: pages.at(index), captureStart, captureEnd, liveNow }
      }),
    [pages, version, from, to, captureStart, captureEnd, liveNow],
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

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 1)
    const target = listTarget(event.key, selected, total, page)
    if (target === null) return
    event.preventDefault()
    void selectAt(pages, target, onSelect, () => virtual.scrollToIndex(target, { align: 'auto' }))
  }
  const template = { gridTemplateColumns: columns.map(({ track }) => track).join(' ') }
  return (
    <div
      ref={sizeRef}
      className="flow-grid"
      role="grid"
      aria-label="Flows"
      aria-rowcount={total + 1}
      tabIndex={0}
      aria-activedescendant={selected >= from && selected < to ? `flow-row-${selected}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="flow-header" role="row" aria-rowindex={1} tabIndex={-1} style={template}>
        {columns.map((column) => (
          <ColumnHeader key={column.id} column={column} />
        ))}
      </div>
      <div className="flow-scroll" ref={scrollRef} tabIndex={-1}>
        <div role="rowgroup" style={{ height: virtual.getTotalSize() }} className="flow-rows">
          {table.getRowModel().rows.map((row) => {
            const { index, flow } = row.original
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
              <div
                key={index}
                id={`flow-row-${index}`}
                className="flow-row"
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === selected}
                tabIndex={-1}
                style={{ ...template, transform: `translateY(${index * ROW_HEIGHT}px)` }}
                onClick={() => flow && onSelect(index, flow.flow)}
              >
                {columns.map((column) => {
                  const cell = row.getAllCells().find((candidate) => candidate.column.id === column.id)
                  return (
                    <div
                      key={column.id}
                      role="gridcell"
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
    </div>
  )
}

/** Selects a row that may still have to be fetched (End, a page down into the unknown). */
async function selectAt(
  pages: FlowPages,
  index: number,
  select: (index: number, flow: FlowId) => void,
  scroll: () => void,
): Promise<void> {
  scroll()
  const flow = await pages.fetched(index)
  if (flow) select(index, flow.flow)
}

function ColumnHeader({ column }: { readonly column: FlowColumn }) {
  const session = useSession()
  const view = useSessionState((state) => state.view)
  const active = column.sorts.some(({ sort }) => sort === view.sort)
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      className={`flow-head ${column.align}`}
      aria-sort={active ? (view.descending ? 'descending' : 'ascending') : 'none'}
    >
      {column.label}
      {column.sorts.map(({ sort, label }) => (
        <span key={sort}>
          <button
            type="button"
            className={sort === view.sort ? 'on' : ''}
            title={`Sort by ${label.toLowerCase()}`}
            onClick={() => session.sortBy(sort)}
          >
            {label}
            {sort === view.sort && <Icon name={view.descending ? 'descending' : 'ascending'} size={11} />}
          </button>
        </span>
      ))}
    </div>
  )
}
