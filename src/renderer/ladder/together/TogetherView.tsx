// biome-ignore-all lint/a11y/noNoninteractiveTabindex: the ladder is moved through by keys, as a list is
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderLevel } from '../../../contracts/ladder'
import type { PlacedRow, TogetherOutline } from '../../../contracts/together'
import type { SegmentIndex } from '../../../contracts/units'
import { useSession, useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { useFollow } from '../../live/useFollow'
import { useNow } from '../../live/useNow'
import { useSize } from '../../ui/useSize'
import { BackToLive } from '../BackToLive'
import { Canvas } from '../Canvas'
import { focusSegment } from '../focusSegment'
import { bandByRow, bandByTime } from '../geometry'
import { ladderKey } from '../keys'
import { LadderBar } from '../LadderBar'
import { contentHeight, ROW_HEIGHT, visibleRows } from '../layout'
import { MarksBar } from '../MarksBar'
import { Minimap } from '../Minimap'
import { type Mark, markOf } from '../marks'
import { RowTooltip } from '../RowTooltip'
import { SearchField } from '../SearchField'
import { scrollSpace } from '../scrollMath'
import { useHover } from '../useHover'
import { useKeepPlace } from '../useKeepPlace'
import { useLadderScroll } from '../useLadderScroll'
import { useLadderSearch } from '../useLadderSearch'
import { useMapSteps } from '../useMapSteps'
import { useReveal } from '../useReveal'
import { useStayAtEnd } from '../useStayAtEnd'
import { useTimedRows } from '../useTimedRows'
import { levelBeside, stretchBeside, type TimeAxis } from '../zoom'
import { HostNames } from './HostNames'
import { TogetherTable } from './TogetherTable'
import { useRevealFlow } from './useRevealFlow'
import { useTogetherColumns } from './useTogetherColumns'
import { rowOfTogetherMark, useTogetherMarks } from './useTogetherMarks'
import { useTogetherRows } from './useTogetherRows'
import { useTogetherScale } from './useTogetherScale'
import { useTogetherScene } from './useTogetherScene'
import { useTogetherSelection } from './useTogetherSelection'

const OVERSCAN = 40
const NO_MATCHES: readonly number[] = []

interface TogetherViewProps {
  readonly outline: TogetherOutline
  /** Another object when other folds are open, or the ladders look more or less closely. */
  readonly folds: object
  readonly onUnfold: (segment: SegmentIndex) => void
  readonly level: LadderLevel
  readonly onLevel: (level: LadderLevel) => void
  readonly axis: TimeAxis
  readonly onAxis: (axis: TimeAxis) => void
}

/** Several flows' ladders as one: a canvas for the eyes, a table for everyone else, one selection. */
export function TogetherView({ outline, folds, onUnfold, level, onLevel, axis, onAxis }: TogetherViewProps) {
  const { t } = useTranslation('ladder')
  const session = useSession()
  const flow = useSessionState((state) => state.flow)
  const focus = outline.flows.findIndex((known) => known.flow === flow)
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const { hover, point, leave, rest } = useHover()
  const [left, setLeft] = useState(0)
  const [stretch, setStretch] = useState(1)
  const { isFollowing, isAtEnd, arrival, tell } = useFollow(outline.rows)
  const now = useNow(1000, isFollowing)
  const source = useTogetherRows(outline, folds, isFollowing ? now : null)
  const scaled = useTogetherScale(outline, axis, size.height, stretch)
  const scale = scaled?.scale ?? null
  const { columns, brackets, unit } = useTogetherColumns(outline, focus, size.width, scale)
  const space = scrollSpace(scale?.content ?? contentHeight(outline.rows), size.height)
  const scroll = useLadderScroll(space, (move) => tell({ type: 'scrolled', ...move }))
  const { offset } = scroll
  const timed = useTimedRows(
    {
      plan: outline,
      of: outline.flows.map((known) => known.flow).join(),
      ask: (client, wanted, signal) => client.query('ladderTogetherRowsBetween', wanted, signal),
    },
    scale,
    offset,
    size.height,
  )
  const rowAt = useCallback(
    (row: number): PlacedRow | null => source.at(row) ?? timed.find((known) => known.row === row) ?? null,
    [source, timed],
  )
  const looked = () => tell({ type: 'selected' })
  const { selected, select, clear, reveal } = useTogetherSelection(outline, rowAt, folds, isFollowing, looked)
  const search = useLadderSearch(outline, (client, wanted, signal) =>
    client.query('ladderTogetherSearch', wanted, signal),
  )
  const marks = useTogetherMarks(outline)
  const steps = useMapSteps(scale, Math.min(space.content, size.height))
  const mapVersion = `${outline.level} ${outline.revision} ${outline.rows}`
  const map = useEngineQuery('ladderTogetherMap', steps, mapVersion).data ?? null
  useStayAtEnd(isAtEnd, space, arrival, scroll.scrollTo)
  const backToLive = () => {
    clear()
    tell({ type: 'back' })
  }
  const { from, to } = visibleRows(outline.rows, offset, size.height)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `source` lacks
  useEffect(() => {
    if (scale === null && to > from) source.want(from - OVERSCAN, to + OVERSCAN)
    // To scale only the selected row is needed by its number: all others come by their time.
    if (scale !== null && selected >= 0) source.want(selected, selected + 1)
  }, [source, source.version, from, to, scale, selected])

  const emphasis = useMemo(
    () => ({ selected, hovered: hover?.row ?? -1, focus, matches: search.isFound, marks: marks.rows }),
    [selected, hover?.row, focus, search.isFound, marks.rows],
  )
  const picture = useTogetherScene({
    outline,
    columns,
    source,
    scaled,
    timed,
    offset,
    left,
    size,
    brackets,
    unit,
    emphasis,
  })

  const bandOf = (row: number) =>
    scaled === null
      ? bandByRow(row)
      : bandByTime(scaled.scale, rowAt(row)?.shown ?? null, outline.first, scaled.endingsFrom)
  // To scale, where the row is comes with the row.
  const bring = useReveal({ selected, reveal }, bandOf, space, scroll, scale === null ? 0 : source.version)
  useRevealFlow(scroll.ref, columns, focus, size.width, reveal.count)

  const shown = useMemo(
    () =>
      scale === null
        ? Array.from({ length: Math.max(0, to - from) }, (_, k) => source.at(from + k)).filter((row) => row !== null)
        : picture.placed,
    [scale, source, from, to, picture.placed],
  )
  const markAt = (row: PlacedRow | null): Mark | null => {
    const of = row?.place == null ? undefined : outline.flows[row.place]
    return row === null || of === undefined ? null : markOf(of.flow, row.shown)
  }
  useKeepPlace(`${outline.level} ${scale === null ? '' : stretch}`, {
    start: outline.first,
    markOf: ({ row }) => markAt(rowAt(row)),
    rowOf: rowOfTogetherMark,
    scale,
    shown: shown.map((row) => row.shown),
    selected: selected < 0 ? null : (rowAt(selected)?.shown ?? null),
    bandOf,
    offset,
    height: size.height,
    isAtEnd,
    scrollTo: scroll.scrollTo,
  })

  const choose = (row: number) => {
    looked()
    select(row)
    bring(row)
  }
  const open = (row: number): boolean => {
    const found = rowAt(row)?.shown
    if (found?.kind === 'fold') onUnfold(found.segment)
    return found?.kind === 'fold'
  }
  const inputRef = useRef<HTMLInputElement>(null)
  const go = (row: number | null) => row !== null && choose(row)
  const mark = () => {
    const found = selected < 0 ? null : markAt(rowAt(selected))
    if (found !== null) marks.toggle(found)
  }
  const act = (key: Exclude<ReturnType<typeof ladderKey>, object | null>): boolean => {
    if (key === 'unfold') open(selected)
    else if (key === 'enter') open(selected) || focusSegment()
    else if (key === 'nearer' || key === 'farther') onLevel(levelBeside(level, key === 'nearer'))
    else if (key === 'axis') onAxis(axis === 'rows' ? 'scale' : 'rows')
    else if (key === 'in' || key === 'out') setStretch((before) => stretchBeside(before, key === 'in'))
    else if (key === 'search') inputRef.current?.focus()
    else if (key === 'found' || key === 'foundBefore') go(search[key === 'found' ? 'after' : 'before'](selected))
    else if (key === 'mark') mark()
    else if (key === 'leave' && (search.text !== '' || marks.marks.length > 0)) {
      search.setText('')
      marks.clear()
    } else if (key === 'leave' && flow !== null) session.choice.chooseFlow(flow)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 2)
    const start = selected < 0 && isAtEnd ? outline.rows : selected
    const isBack = isFollowing && event.key === 'End'
    const key = ladderKey(event.key, { selected: start, rows: outline.rows, page, events: outline.events })
    if (isBack) backToLive()
    else if (key === null || (typeof key === 'string' && !act(key))) return
    else if (typeof key !== 'string') {
      rest()
      choose(key.row)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const hitAt = (event: MouseEvent<HTMLDivElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return picture.rowAt(event.clientX - box.left, event.clientY - box.top)
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = hitAt(event)
    if (row === null) return
    choose(row)
    open(row)
  }
  const onMouseMove = (event: MouseEvent<HTMLDivElement>) => {
    point(hitAt(event), event)
  }
  const pointed = hover === null ? null : rowAt(hover.row)
  const above = hover === null ? null : (rowAt(hover.row - 1)?.shown ?? null)
  const isShown = shown.some(({ row }) => row === selected)
  const isOnFold = pointed?.shown.kind === 'fold'
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
          selected={selected}
          inputRef={inputRef}
          onGo={go}
          onLeave={() => scroll.ref.current?.focus()}
        />
      </LadderBar>
      <HostNames flows={outline.flows} columns={columns} left={left} focus={focus} unit={unit} />
      {source.error !== null && (
        <p className="ladder-error" role="alert">
          {t('rowsUnreadable', { error: source.error })}
        </p>
      )}
      <div className="ladder-body">
        <div className="ladder-view" ref={sizeRef}>
          {size.width > 0 && <Canvas width={size.width} height={size.height} paint={picture.paint} />}
          {/* biome-ignore lint/a11y/useSemanticElements: a group of one canvas and its table, moved through by keys */}
          <div
            id="ladder-scroll"
            ref={scroll.ref}
            className={isOnFold ? 'ladder-scroll together on-fold' : 'ladder-scroll together'}
            role="group"
            aria-label={t('together.name')}
            aria-activedescendant={isShown ? `ladder-row-${selected}` : undefined}
            tabIndex={0}
            onScroll={(event) => {
              leave()
              setLeft(event.currentTarget.scrollLeft)
              scroll.onScroll()
            }}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onMouseMove={onMouseMove}
            onMouseLeave={leave}
          >
            <div style={{ height: space.element, width: columns.width > size.width ? columns.width : undefined }} />
            <TogetherTable
              flows={outline.flows}
              rows={outline.rows}
              shown={shown}
              selected={selected}
              start={outline.first}
              unit={unit}
            />
          </div>
          {isFollowing && !isAtEnd && <BackToLive onClick={backToLive} />}
          {hover && pointed && pointed.place !== null && (
            <RowTooltip row={pointed.shown} above={above} start={outline.first} x={hover.x} y={hover.y} />
          )}
        </div>
        {map && (
          <Minimap
            map={map}
            rows={outline.rows}
            matches={scale === null ? search.rows : NO_MATCHES}
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
      <MarksBar marks={marks} flows={outline.flows.map((known) => known.flow)} />
    </>
  )
}
