// biome-ignore-all lint/a11y/noNoninteractiveTabindex: the ladder is moved through by keys, as a list is
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useState } from 'react'
import type { LadderOutline } from '../../contracts/engine'
import type { Flow } from '../../contracts/flow'
import type { SegmentIndex } from '../../contracts/units'
import { useFollow } from '../live/useFollow'
import { useNow } from '../live/useNow'
import { formatInUnit, timeUnit } from '../ui/format'
import { Icon } from '../ui/Icon'
import { useSize } from '../ui/useSize'
import { laneCount, placeBrackets } from './brackets'
import { Canvas } from './Canvas'
import { hitLadder } from './hit'
import { ladderKey } from './keys'
import { LadderNames } from './LadderNames'
import { contentHeight, ladderLayout, ROW_HEIGHT, rowTop, visibleRows } from './layout'
import { RowTable } from './RowTable'
import { RowTooltip } from './RowTooltip'
import { revealOffset, scrollSpace } from './scrollMath'
import { useLadderRows } from './useLadderRows'
import { useLadderScroll } from './useLadderScroll'
import { useSelection } from './useSelection'
import { useStayAtEnd } from './useStayAtEnd'

/** Width of a character of the label's face, JetBrains Mono at 11 px. */
const CHAR_WIDTH = 6.6
const OVERSCAN = 40

interface LadderViewProps {
  readonly flow: Flow
  readonly outline: LadderOutline
  /** Another object when other folds are open. */
  readonly folds: object
  readonly onUnfold: (segment: SegmentIndex) => void
}

interface Hover {
  readonly row: number
  readonly x: number
  readonly y: number
}

/** One flow's ladder: canvas for the eyes, a table for everyone else, one scroll position and one selection. */
export function LadderView({ flow, outline, folds, onUnfold }: LadderViewProps) {
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const [hover, setHover] = useState<Hover | null>(null)
  const { isFollowing, isAtEnd, arrival, tell } = useFollow(outline.rows)
  const now = useNow(1000, isFollowing)
  const source = useLadderRows(outline, folds, isFollowing ? now : null)
  const brackets = useMemo(() => placeBrackets(outline.brackets), [outline])
  const unit = timeUnit(Number(flow.last - flow.first))
  const timeWidth = formatInUnit(Number(flow.last - flow.first), unit).length * CHAR_WIDTH + 4
  const layout = useMemo(
    () => ladderLayout(size.width, timeWidth, laneCount(brackets)),
    [size.width, timeWidth, brackets],
  )
  const space = scrollSpace(contentHeight(outline.rows), size.height)
  const scroll = useLadderScroll(space, (move) => tell({ type: 'scrolled', ...move }))
  const { selected, select, clear, reveal } = useSelection(outline, source, folds, isFollowing, () =>
    tell({ type: 'selected' }),
  )
  useStayAtEnd(isAtEnd, space, arrival, scroll.scrollTo)
  const backToLive = () => {
    clear()
    tell({ type: 'back' })
  }
  const { from, to } = visibleRows(outline.rows, scroll.offset, size.height)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `source` lacks
  useEffect(() => {
    if (to > from) source.want(from - OVERSCAN, to + OVERSCAN)
  }, [source, source.version, from, to])

  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when asked to, not when the view scrolls or grows
  useEffect(() => {
    if (selected < 0 || size.height === 0) return
    const top = rowTop(selected)
    const { center } = reveal
    const next = revealOffset(space, scroll.offset, top, top + ROW_HEIGHT, { margin: ROW_HEIGHT, center })
    if (next !== scroll.offset) scroll.scrollTo(next)
  }, [reveal, size.height > 0])

  const choose = (row: number) => {
    tell({ type: 'selected' })
    select(row)
  }
  const open = (row: number) => {
    const found = source.at(row)
    if (found?.kind === 'fold') onUnfold(found.segment)
    return found?.kind === 'fold'
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 2)
    if (isFollowing && event.key === 'End') {
      event.preventDefault()
      backToLive()
      return
    }
    const from = selected < 0 && isAtEnd ? outline.rows : selected
    const key = ladderKey(event.key, { selected: from, rows: outline.rows, page, events: outline.events })
    if (key === null) return
    event.preventDefault()
    if (key === 'unfold') open(selected)
    else if (key === 'enter') open(selected) || focusSegment()
    else choose(key.row)
  }
  const hitAt = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return hitLadder(layout, outline.rows, scroll.offset, event.clientX - box.left, event.clientY - box.top)
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const hit = hitAt(event)
    if (!hit) return
    choose(hit.row)
    if (hit.part === 'lane') open(hit.row)
  }
  const onMouseMove = (event: MouseEvent<HTMLDivElement>) => {
    const hit = hitAt(event)
    if (!hit) setHover(null)
    else if (hit.row !== hover?.row) setHover({ row: hit.row, x: event.clientX, y: event.clientY })
  }
  const hovered = hover ? source.at(hover.row) : null
  const isOnFold = hovered?.kind === 'fold'
  return (
    <>
      <LadderNames flow={flow} layout={layout} unit={unit} />
      {source.error !== null && (
        <p className="ladder-error" role="alert">
          Rows could not be read: {source.error}
        </p>
      )}
      <div className="ladder-view" ref={sizeRef}>
        {size.width > 0 && (
          <Canvas
            input={{
              layout,
              rows: outline.rows,
              at: source.at,
              offset: scroll.offset,
              height: size.height,
              brackets,
              start: flow.first,
              unit,
              selected,
              hovered: hover?.row ?? -1,
              charWidth: CHAR_WIDTH,
              arrival,
            }}
            version={source.version}
          />
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a group of one canvas and its table, moved through by keys */}
        <div
          ref={scroll.ref}
          className={isOnFold ? 'ladder-scroll on-fold' : 'ladder-scroll'}
          role="group"
          aria-label="Ladder of the selected flow"
          aria-activedescendant={selected >= from && selected < to ? `ladder-row-${selected}` : undefined}
          tabIndex={0}
          onScroll={() => {
            setHover(null)
            scroll.onScroll()
          }}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onMouseMove={onMouseMove}
          onMouseLeave={() => setHover(null)}
        >
          <div style={{ height: space.element }} />
          <RowTable
            rows={outline.rows}
            source={source}
            from={from}
            to={to}
            selected={selected}
            start={flow.first}
            unit={unit}
          />
        </div>
        {isFollowing && !isAtEnd && (
          <button type="button" className="button ladder-back" onClick={backToLive}>
            <Icon name="toEnd" size={12} /> Back to live <kbd>End</kbd>
          </button>
        )}
        {hover && hovered && (
          <RowTooltip row={hovered} above={source.at(hover.row - 1)} flow={flow} x={hover.x} y={hover.y} />
        )}
      </div>
    </>
  )
}

/** The keyboard goes on in the segment's fields. */
function focusSegment(): void {
  document.querySelector<HTMLElement>('[role="tree"][aria-label="Segment fields"]')?.focus()
}
