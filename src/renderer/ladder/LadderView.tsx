// biome-ignore-all lint/a11y/noNoninteractiveTabindex: the ladder is moved through by keys, as a list is
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flow } from '../../contracts/flow'
import type { LadderLevel } from '../../contracts/ladder'
import type { LadderOutline } from '../../contracts/ladderRows'
import type { SegmentIndex } from '../../contracts/units'
import { useEngineQuery } from '../app/useEngineQuery'
import { useFollow } from '../live/useFollow'
import { useNow } from '../live/useNow'
import { useSize } from '../ui/useSize'
import { BackToLive } from './BackToLive'
import { Canvas } from './Canvas'
import { focusSegment } from './focusSegment'
import { bandByRow, bandByTime, hitTimed } from './geometry'
import { hitLadder } from './hit'
import { ladderKey } from './keys'
import { LadderBar } from './LadderBar'
import { LadderNames } from './LadderNames'
import { contentHeight, ROW_HEIGHT, visibleRows } from './layout'
import { MarksBar } from './MarksBar'
import { Minimap } from './Minimap'
import { markOf } from './marks'
import { RowTable } from './RowTable'
import { RowTooltip } from './RowTooltip'
import { SearchField } from './SearchField'
import { scrollSpace } from './scrollMath'
import { useColumns } from './useColumns'
import { useFocus } from './useFocus'
import { useHover } from './useHover'
import { useKeepPlace } from './useKeepPlace'
import { blockAround, useLadderFilter } from './useLadderFilter'
import { useLadderRows } from './useLadderRows'
import { useLadderScene } from './useLadderScene'
import { useLadderScroll } from './useLadderScroll'
import { useLadderSearch } from './useLadderSearch'
import { useMapSteps } from './useMapSteps'
import { rowOfMark, useMarks } from './useMarks'
import { useReveal } from './useReveal'
import { useScale } from './useScale'
import { useSelection } from './useSelection'
import { useStayAtEnd } from './useStayAtEnd'
import { useTimedRows } from './useTimedRows'
import { levelBeside, stretchBeside, type TimeAxis } from './zoom'

const OVERSCAN = 40
const NO_MATCHES: readonly number[] = []

interface LadderViewProps {
  readonly flow: Flow
  readonly outline: LadderOutline
  /** Another object when other folds are open, or the ladder looks more or less closely. */
  readonly folds: object
  readonly onUnfold: (segment: SegmentIndex) => void
  readonly level: LadderLevel
  readonly onLevel: (level: LadderLevel) => void
  readonly axis: TimeAxis
  readonly onAxis: (axis: TimeAxis) => void
}

/** One flow's ladder: canvas for the eyes, a table for everyone else, one scroll position and one selection. */
export function LadderView({ flow, outline, folds, onUnfold, level, onLevel, axis, onAxis }: LadderViewProps) {
  const { t } = useTranslation('ladder')
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const { hover, point, leave, rest } = useHover()
  const [stretch, setStretch] = useState(1)
  const { isFollowing, isAtEnd, arrival, tell } = useFollow(outline.rows)
  const now = useNow(1000, isFollowing)
  const source = useLadderRows(outline, folds, isFollowing ? now : null)
  const scaled = useScale(outline, axis, size.height, stretch)
  const scale = scaled?.scale ?? null
  const { layout, brackets, unit } = useColumns(flow, outline, size.width, scale)
  const space = scrollSpace(scale?.content ?? contentHeight(outline.rows), size.height)
  const scroll = useLadderScroll(space, (move) => tell({ type: 'scrolled', ...move }))
  const { offset } = scroll
  const timed = useTimedRows(
    {
      plan: outline,
      of: flow.flow,
      ask: (client, wanted, signal) =>
        client
          .query('ladderRowsBetween', { flow: flow.flow, ...wanted }, signal)
          .then((answer) => answer?.rows ?? null),
    },
    scale,
    offset,
    size.height,
  )
  const { selected, select, clear, reveal } = useSelection(outline, source, folds, isFollowing, () =>
    tell({ type: 'selected' }),
  )
  useStayAtEnd(isAtEnd, space, arrival, scroll.scrollTo)
  const marks = useMarks(outline)
  const search = useLadderSearch(outline, (client, wanted, signal) =>
    client.query('ladderSearch', { flow: flow.flow, ...wanted }, signal),
  )
  const { from, to } = visibleRows(outline.rows, offset, size.height)
  const asked = () => (scale === null ? blockAround(from, to, outline.rows) : timed.map(({ row }) => row))
  const filter = useLadderFilter(outline, search.filter, search.filter === '' ? NO_MATCHES : asked())
  const steps = useMapSteps(scale, Math.min(space.content, size.height))
  const mapVersion = `${outline.level ?? ''} ${outline.revision ?? 0} ${outline.rows}`
  const map = useEngineQuery('ladderMap', steps && { flow: flow.flow, ...steps }, mapVersion).data ?? null
  const backToLive = () => {
    clear()
    tell({ type: 'back' })
  }

  const selectedRow = selected >= 0 ? source.at(selected) : null
  const hovered = hover ? (timed.find(({ row }) => row === hover.row) ?? source.at(hover.row)) : null
  const focus = useFocus(outline, hovered, selectedRow)
  const emphasis = useMemo(
    () => ({
      selected,
      hovered: hover?.row ?? -1,
      peers: focus.peers,
      links: focus.links,
      marks: marks.rows,
      matches: filter?.rows ?? search.isFound,
      passing: filter?.counts,
    }),
    [selected, hover?.row, focus, marks.rows, search.isFound, filter],
  )
  const { paint, places } = useLadderScene({
    flow,
    rows: outline.rows,
    layout,
    source,
    scaled,
    timed,
    offset,
    height: size.height,
    brackets,
    unit,
    emphasis,
    arrival,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `source` lacks
  useEffect(() => {
    if (scale === null && to > from) source.want(from - OVERSCAN, to + OVERSCAN)
    // To scale only the selected row is needed by its number: all others come by their time.
    if (scale !== null && selected >= 0) source.want(selected, selected + 1)
  }, [source, source.version, from, to, scale, selected])

  const bandOf = (row: number) =>
    scaled === null ? bandByRow(row) : bandByTime(scaled.scale, source.at(row), flow.first, scaled.endingsFrom)
  // To scale, where the row is comes with the row.
  const bring = useReveal({ selected, reveal }, bandOf, space, scroll, scale === null ? 0 : source.version)

  const shown = useMemo(
    () =>
      scale === null
        ? Array.from({ length: Math.max(0, to - from) }, (_, k) => source.at(from + k)).filter((row) => row !== null)
        : places.filter(({ top, bottom }) => bottom >= 0 && top <= size.height).map(({ row }) => row),
    [scale, source, from, to, places, size.height],
  )
  useKeepPlace(`${outline.level} ${scale === null ? '' : stretch}`, {
    start: flow.first,
    markOf: (row) => markOf(flow.flow, row),
    rowOf: rowOfMark,
    scale,
    shown,
    selected: selectedRow,
    bandOf,
    offset,
    height: size.height,
    isAtEnd,
    scrollTo: scroll.scrollTo,
  })

  const choose = (row: number) => {
    tell({ type: 'selected' })
    select(row)
    bring(row)
  }
  const open = (row: number) => {
    const found = source.at(row)
    if (found?.kind === 'fold') onUnfold(found.segment)
    return found?.kind === 'fold'
  }
  const inputRef = useRef<HTMLInputElement>(null)
  const go = (row: number | null) => row !== null && choose(row)
  const goOn = (isForward: boolean) => {
    if (filter === null) go(isForward ? search.after(selected) : search.before(selected))
    else filter.beside(selected, isForward).then(go, () => undefined)
  }
  const act: Readonly<Record<Exclude<ReturnType<typeof ladderKey>, object | null>, () => void>> = {
    unfold: () => open(selected),
    enter: () => open(selected) || focusSegment(),
    mark: () => {
      const mark = selectedRow === null ? null : markOf(flow.flow, selectedRow)
      if (mark !== null) marks.toggle(mark)
    },
    search: () => inputRef.current?.focus(),
    found: () => goOn(true),
    foundBefore: () => goOn(false),
    nearer: () => onLevel(levelBeside(level, true)),
    farther: () => onLevel(levelBeside(level, false)),
    axis: () => onAxis(axis === 'rows' ? 'scale' : 'rows'),
    in: () => setStretch((before) => stretchBeside(before, true)),
    out: () => setStretch((before) => stretchBeside(before, false)),
    leave: () => {
      marks.clear()
      search.setText('')
    },
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 2)
    if (isFollowing && event.key === 'End') {
      event.preventDefault()
      backToLive()
      return
    }
    const start = selected < 0 && isAtEnd ? outline.rows : selected
    const key = ladderKey(event.key, { selected: start, rows: outline.rows, page, events: outline.events })
    if (key === null) return
    event.preventDefault()
    event.stopPropagation()
    if (typeof key === 'string') act[key]()
    else {
      rest()
      choose(key.row)
    }
  }
  const hitAt = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    return scale === null ? hitLadder(layout, outline.rows, offset, x, y) : hitTimed(layout, places, x, y)
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const hit = hitAt(event)
    if (!hit) return
    choose(hit.row)
    if (hit.part === 'lane') open(hit.row)
  }
  const onMouseMove = (event: MouseEvent<HTMLDivElement>) => {
    point(hitAt(event)?.row ?? null, event)
  }
  const isOnFold = hovered?.kind === 'fold'
  const isShown = shown.some(({ row }) => row === selected)
  return (
    <>
      <LadderBar
        level={level}
        onLevel={onLevel}
        axis={axis}
        onAxis={onAxis}
        onStretch={(isIn) => setStretch((before) => stretchBeside(before, isIn))}
      >
        <SearchField
          search={search}
          filter={filter}
          selected={selected}
          inputRef={inputRef}
          onGo={go}
          onLeave={() => scroll.ref.current?.focus()}
        />
      </LadderBar>
      <LadderNames flow={flow} layout={layout} unit={unit} />
      {filter?.problem && (
        <p className="ladder-error" role="alert">
          {t('filter.problem', { column: filter.problem.column, message: filter.problem.message })}
        </p>
      )}
      {source.error !== null && (
        <p className="ladder-error" role="alert">
          {t('rowsUnreadable', { error: source.error })}
        </p>
      )}
      <div className="ladder-body">
        <div className="ladder-view" ref={sizeRef}>
          {size.width > 0 && <Canvas width={size.width} height={size.height} paint={paint} />}
          {/* biome-ignore lint/a11y/useSemanticElements: a group of one canvas and its table, moved through by keys */}
          <div
            id="ladder-scroll"
            ref={scroll.ref}
            className={isOnFold ? 'ladder-scroll on-fold' : 'ladder-scroll'}
            role="group"
            aria-label={t('name')}
            aria-activedescendant={isShown ? `ladder-row-${selected}` : undefined}
            tabIndex={0}
            onScroll={() => {
              leave()
              scroll.onScroll()
            }}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onMouseMove={onMouseMove}
            onMouseLeave={leave}
          >
            <div style={{ height: space.element }} />
            <RowTable
              rows={outline.rows}
              shown={shown}
              selected={selected}
              relations={focus.relations}
              passing={filter?.counts ?? null}
              start={flow.first}
              unit={unit}
            />
          </div>
          {isFollowing && !isAtEnd && <BackToLive onClick={backToLive} />}
          {hover && hovered && (
            <RowTooltip row={hovered} above={source.at(hover.row - 1)} start={flow.first} x={hover.x} y={hover.y} />
          )}
        </div>
        {map && (
          <Minimap
            map={map}
            rows={outline.rows}
            matches={scale === null ? (filter?.spread ?? search.rows) : NO_MATCHES}
            content={space.content}
            view={size.height}
            offset={offset}
            onMove={(next) => {
              tell({ type: 'scrolled', isUpwards: next < offset, isAtEnd: false })
              scroll.scrollTo(next)
            }}
          />
        )}
      </div>
      <MarksBar marks={marks} />
    </>
  )
}
