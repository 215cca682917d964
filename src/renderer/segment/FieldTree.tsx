import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldNode } from '../../contracts/segment'
import { frameNumber, type SegmentIndex } from '../../contracts/units'
import type { WiresharkSource } from '../../contracts/wireshark'
import { useSession, useSessionState } from '../app/context'
import { FilterMenu, type FilterWish } from '../filter/FilterMenu'
import { Icon } from '../ui/Icon'
import { fieldWish, lineText } from './fieldWish'
import { nodesAt, openKey, type TreeLine, treeKey, treeLines } from './tree'

const LINE_HEIGHT = 22

interface FieldTreeProps {
  readonly layers: readonly FieldNode[]
  /** Bytes that fields lie in. */
  readonly sources: readonly WiresharkSource[]
  readonly segment: SegmentIndex
  /** A layer that is open even where others follow it. */
  readonly openLayer: string
  /** The fields are another frame's, and will be replaced. */
  readonly isStale: boolean
  /** Path of the selected node. */
  readonly selected: string | null
  readonly onSelect: (path: string | null) => void
  readonly onHover: (path: string | null) => void
}

/** Layers and fields; virtual, since a segment may hold thousands. */
export function FieldTree({
  layers,
  sources,
  segment,
  openLayer,
  isStale,
  selected,
  onSelect,
  onHover,
}: FieldTreeProps) {
  const { t } = useTranslation('segment')
  // What was opened or closed by hand; everything else follows the default.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const scrollRef = useRef<HTMLDivElement>(null)
  const lines = useMemo(
    () =>
      treeLines(
        layers,
        (ancestors, isLast) => chosen.get(openKey(ancestors)) ?? opensByItself(ancestors, isLast, openLayer),
      ),
    [layers, chosen, openLayer],
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
  const session = useSession()
  const client = useSessionState((state) => state.client)
  const [wish, setWish] = useState<FilterWish | null>(null)
  /** By pointer at a field, or by the menu key for the selected one. */
  const onContextMenu = (event: MouseEvent) => {
    const pointed = event.target instanceof Element ? event.target.closest('[role="treeitem"]') : null
    const line = pointed === null ? lines[current] : lines.find(({ path }) => pointed.id === `field-${path}`)
    if (line === undefined || client === null || isStale) return
    event.preventDefault()
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const place = pointed === null ? { x: left + 40, y: top + 40 } : { x: event.clientX, y: event.clientY }
    const bytes = sources[line.node.source ?? 0]?.bytes
    void fieldWish(line.node, bytes, segment, { client, session }).then((found) => setWish({ ...place, ...found }))
  }
  const follow = ({ node: { leadsTo } }: TreeLine): boolean => {
    if (leadsTo !== undefined) session.choice.goToFrame(frameNumber(leadsTo))
    return leadsTo !== undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = lines[current]
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && at) {
      event.preventDefault()
      void session.copy(lineText(at.node))
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') {
      document.querySelector<HTMLElement>('.ladder-scroll')?.focus()
      return
    }
    if (event.key === 'Enter' && at && follow(at)) {
      event.preventDefault()
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
      aria-busy={isStale}
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
              onFollow={() => follow(line)}
            />
          )
        })}
      </div>
    </div>
  )
}

/** The innermost layer is what one looks at; the others open by hand. */
function opensByItself(ancestors: readonly FieldNode[], isLastLayer: boolean, openLayer: string): boolean {
  const layer = ancestors[0]
  if (ancestors.length > 1) return false
  return isLastLayer || (layer?.filter === openLayer && layer.children.length > 0)
}

interface FieldLineProps {
  readonly line: TreeLine
  readonly top: number
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly onToggle: () => void
  readonly onHover: () => void
  /** To the frame that it is about. */
  readonly onFollow: () => void
}

function FieldLine({ line, top, isSelected, onSelect, onToggle, onHover, onFollow }: FieldLineProps) {
  const { node, level } = line
  const hasChildren = node.children.length > 0
  const words = [node.name, node.value, node.meaning].filter(Boolean).join(': ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active item
    <div
      id={`field-${line.path}`}
      className={lookOf(line)}
      role="treeitem"
      data-filter={node.filter}
      aria-level={level}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? line.isOpen : undefined}
      title={node.filter ? `${words}\n${node.filter}` : words}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + (level - 1) * 14 }}
      onClick={onSelect}
      onDoubleClick={node.leadsTo !== undefined ? onFollow : hasChildren ? onToggle : undefined}
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
      {isWhole(node) || (
        <span className="field-value ellipsis">
          {node.value}
          {node.meaning && <span className="muted">{node.value ? ` ${node.meaning}` : node.meaning}</span>}
        </span>
      )}
    </div>
  )
}

/** All that there is to say is in its name. */
const isWhole = ({ value, meaning }: FieldNode): boolean => value === '' && meaning === ''

function lookOf({ node, level }: TreeLine): string {
  const looks = { layer: level === 1, whole: isWhole(node), leads: node.leadsTo !== undefined }
  return ['field mono', ...Object.entries(looks).flatMap(([look, holds]) => (holds ? [look] : []))].join(' ')
}
