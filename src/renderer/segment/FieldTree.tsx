import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldNode } from '../../contracts/engine'
import type { SegmentIndex } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { FilterMenu, type FilterWish } from '../filter/FilterMenu'
import { Icon } from '../ui/Icon'
import { nodesAt, openKey, type TreeLine, treeKey, treeLines } from './tree'

const LINE_HEIGHT = 22

interface FieldTreeProps {
  readonly layers: readonly FieldNode[]
  readonly segment: SegmentIndex
  /** Path of the selected node. */
  readonly selected: string | null
  readonly onSelect: (path: string | null) => void
  readonly onHover: (path: string | null) => void
}

/** Layers and fields; virtual, since a segment may hold thousands. */
export function FieldTree({ layers, segment, selected, onSelect, onHover }: FieldTreeProps) {
  const { t } = useTranslation('segment')
  // What was opened or closed by hand; everything else follows the default.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const scrollRef = useRef<HTMLDivElement>(null)
  const lines = useMemo(
    () => treeLines(layers, (ancestors, isLast) => chosen.get(openKey(ancestors)) ?? opensByItself(ancestors, isLast)),
    [layers, chosen],
  )
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 10,
  })
  const current = lines.findIndex(({ path }) => path === selected)

  // A byte was clicked: its field is brought into view, wherever it is hidden.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is selected, not what is opened
  useEffect(() => {
    if (selected === null) return
    const nodes = nodesAt(layers, selected)
    const closed = nodes.slice(0, -1).map((_, depth) => openKey(nodes.slice(0, depth + 1)))
    setChosen((before) => {
      const hidden = closed.filter((key) => before.get(key) !== true)
      return hidden.length === 0 ? before : new Map([...before, ...hidden.map((key) => [key, true] as const)])
    })
  }, [selected, segment])
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [current, virtual])

  const toggle = (line: TreeLine) => {
    const key = openKey(nodesAt(layers, line.path))
    setChosen((before) => new Map(before).set(key, !line.isOpen))
  }
  const client = useSessionState((state) => state.client)
  const [wish, setWish] = useState<FilterWish | null>(null)
  /** By pointer at a field, or by the menu key for the selected one. */
  const onContextMenu = (event: MouseEvent) => {
    const pointed = event.target instanceof Element ? event.target.closest('[data-filter]') : null
    const name = pointed?.getAttribute('data-filter') ?? lines[current]?.node.filter ?? ''
    if (name === '' || client === null) return
    event.preventDefault()
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const place = pointed === null ? { x: left + 40, y: top + 40 } : { x: event.clientX, y: event.clientY }
    client.query('filterByField', { segment, field: name }).then(
      (expression) => {
        if (expression !== null) setWish({ ...place, expressions: [expression] })
      },
      // Its bytes can't be read any more: the tree says so itself.
      () => undefined,
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') {
      document.querySelector<HTMLElement>('.ladder-scroll')?.focus()
      return
    }
    const page = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1)
    const move = treeKey(event.key, lines, current, page)
    if (!move) return
    event.preventDefault()
    const line = lines['line' in move ? move.line : move.toggle]
    if (!line) return
    if ('line' in move) onSelect(line.path)
    else toggle(line)
  }
  return (
    <div
      ref={scrollRef}
      className="field-tree"
      role="tree"
      aria-label={t('fields')}
      tabIndex={0}
      aria-activedescendant={current >= 0 ? `field-${selected}` : undefined}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onMouseLeave={() => onHover(null)}
    >
      {wish !== null && <FilterMenu wish={wish} onClose={() => setWish(null)} />}
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          if (!line) return null
          return (
            <FieldLine
              key={line.path}
              line={line}
              top={item.start}
              isSelected={line.path === selected}
              onSelect={() => onSelect(line.path)}
              onToggle={() => toggle(line)}
              onHover={() => onHover(line.path)}
            />
          )
        })}
      </div>
    </div>
  )
}

/** The innermost layer is what one looks at; the others open by hand. */
function opensByItself(ancestors: readonly FieldNode[], isLastLayer: boolean): boolean {
  const layer = ancestors[0]
  if (ancestors.length > 1) return false
  return isLastLayer || (layer?.filter === 'tcp' && layer.children.length > 0)
}

interface FieldLineProps {
  readonly line: TreeLine
  readonly top: number
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly onToggle: () => void
  readonly onHover: () => void
}

function FieldLine({ line, top, isSelected, onSelect, onToggle, onHover }: FieldLineProps) {
  const { node, level } = line
  const hasChildren = node.children.length > 0
  const words = [node.name, node.value, node.meaning].filter(Boolean).join(': ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active item
    <div
      id={`field-${line.path}`}
      className={level === 1 ? 'field mono layer' : 'field mono'}
      role="treeitem"
      data-filter={node.filter}
      aria-level={level}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? line.isOpen : undefined}
      title={node.filter ? `${words}\n${node.filter}` : words}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + (level - 1) * 14 }}
      onClick={onSelect}
      onDoubleClick={hasChildren ? onToggle : undefined}
      onMouseEnter={onHover}
    >
      {hasChildren ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
        // biome-ignore lint/a11y/noStaticElementInteractions: a bigger target for what the arrow keys do
        <span
          className={line.isOpen ? 'field-toggle open' : 'field-toggle'}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <Icon name="chevron" size={11} />
        </span>
      ) : (
        <span className="field-toggle" />
      )}
      <span className="field-name ellipsis">{node.name}</span>
      <span className="field-value ellipsis">
        {node.value}
        {node.meaning && <span className="muted">{node.value ? ` ${node.meaning}` : node.meaning}</span>}
      </span>
    </div>
  )
}
