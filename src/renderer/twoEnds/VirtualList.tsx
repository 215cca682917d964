// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by transform
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { listTarget } from '../flows/keys'

/** Rows asked for at a time; a screen shows fewer than half of them. */
export const PAGE_ROWS = 1000
const HALF_PAGE = PAGE_ROWS / 2

interface VirtualListProps {
  readonly label: string
  readonly id: string
  readonly total: number
  readonly rowHeight: number
  readonly selected: number
  readonly onSelect: (index: number) => void
  /** First row of the page that holds what is on screen. */
  readonly onPage: (from: number) => void
  readonly row: (index: number) => ReactNode
  /** Rows by which pages begin. */
  readonly pageStep?: number
  /** Enter or a double click on the selected row. */
  readonly onOpen?: () => void
}

/** A list of which only what is on screen exists, moved through by keys. */
export function VirtualList({
  label,
  id,
  total,
  rowHeight,
  selected,
  onSelect,
  onPage,
  row,
  pageStep = HALF_PAGE,
  onOpen,
}: VirtualListProps) {
  const scrollRef = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const page = Math.floor((items[0]?.index ?? 0) / pageStep) * pageStep
  useEffect(() => onPage(page), [page, onPage])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && onOpen) {
      event.preventDefault()
      onOpen()
      return
    }
    const visible = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeight) - 1)
    const target = listTarget(event.key, selected, total, visible)
    if (target === null) return
    event.preventDefault()
    onSelect(target)
    virtual.scrollToIndex(target, { align: 'auto' })
  }
  return (
    <div
      ref={scrollRef}
      className="virtual-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={selected >= 0 ? `${id}-${selected}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize() }} className="virtual-rows">
        {items.map(({ index, start }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
          <div
            key={index}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === selected}
            aria-posinset={index + 1}
            aria-setsize={total}
            className="virtual-row"
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            onClick={() => onSelect(index)}
            onDoubleClick={onOpen}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  )
}
