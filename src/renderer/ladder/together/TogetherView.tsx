// biome-ignore-all lint/a11y/noNoninteractiveTabindex: the ladder is moved through by keys, as a list is
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderLevel } from '../../../contracts/ladder'
import type { TogetherOutline } from '../../../contracts/together'
import type { SegmentIndex } from '../../../contracts/units'
import { useSession, useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { useFollow } from '../../live/useFollow'
import { useNow } from '../../live/useNow'
import { dayFrom, formatInUnit, timeUnit } from '../../ui/format'
import { useSize } from '../../ui/useSize'
import { BackToLive } from '../BackToLive'
import { laneCount, placeBrackets } from '../brackets'
import type { Paints } from '../brush'
import { Canvas } from '../Canvas'
import { focusSegment } from '../focusSegment'
import { bandByRow } from '../geometry'
import { ladderKey } from '../keys'
import { LevelButtons } from '../LevelButtons'
import { contentHeight, PADDING, ROW_HEIGHT, visibleRows } from '../layout'
import { MarksBar } from '../MarksBar'
import { Minimap } from '../Minimap'
import { markOf } from '../marks'
import { RowTooltip } from '../RowTooltip'
import { SearchField } from '../SearchField'
import { scrollSpace } from '../scrollMath'
import { CHAR_WIDTH } from '../useLadderScene'
import { useLadderScroll } from '../useLadderScroll'
import { useLadderSearch } from '../useLadderSearch'
import { useMapSteps } from '../useMapSteps'
import { useReveal } from '../useReveal'
import { useStayAtEnd } from '../useStayAtEnd'
import { levelBeside } from '../zoom'
import { togetherColumns } from './columns'
import { drawTogether } from './draw'
import { HostNames } from './HostNames'
import { hostsOf } from './hosts'
import { buildTogetherScene } from './scene'
import { TogetherTable } from './TogetherTable'
import { useRevealFlow } from './useRevealFlow'
import { useTogetherMarks } from './useTogetherMarks'
import { useTogetherRows } from './useTogetherRows'
import { useTogetherSelection } from './useTogetherSelection'

const OVERSCAN = 40

interface TogetherViewProps {
  readonly outline: TogetherOutline
  /** Another object when other folds are open, or the ladders look more or less closely. */
  readonly folds: object
  readonly onUnfold: (segment: SegmentIndex) => void
  readonly level: LadderLevel
  readonly onLevel: (level: LadderLevel) => void
}

/** Several flows' ladders as one: a canvas for the eyes, a table for everyone else, one selection. */
export function TogetherView({ outline, folds, onUnfold, level, onLevel }: TogetherViewProps) {
  const { t } = useTranslation('ladder')
  const session = useSession()
  const flow = useSessionState((state) => state.flow)
  const focus = outline.flows.findIndex((known) => known.flow === flow)
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const [hover, setHover] = useState<{ readonly row: number; readonly x: number; readonly y: number } | null>(null)
  const [left, setLeft] = useState(0)
  const { isFollowing, isAtEnd, arrival, tell } = useFollow(outline.rows)
  const now = useNow(1000, isFollowing)
  const source = useTogetherRows(outline, folds, isFollowing ? now : null)
  const brackets = useMemo(() => placeBrackets(outline.flows[focus]?.brackets ?? []), [outline, focus])
  // The column of brackets stays, whichever flow is in focus.
  const lanes = useMemo(
    () => Math.max(...outline.flows.map((known) => laneCount(placeBrackets(known.brackets)))),
    [outline],
  )
  const times = useSessionState((state) => state.preferences.times)
  const unit = useMemo(() => timeUnit(outline.span, dayFrom(times, outline.first)), [outline, times])
  const timeWidth = formatInUnit(outline.span, unit).length * CHAR_WIDTH + 4
  const columns = useMemo(
    () => togetherColumns(hostsOf(outline.flows), size.width, timeWidth, lanes),
    [outline, size.width, timeWidth, lanes],
  )
  const space = scrollSpace(contentHeight(outline.rows), size.height)
  const scroll = useLadderScroll(space, (move) => tell({ type: 'scrolled', ...move }))
  const { offset } = scroll
  const looked = () => tell({ type: 'selected' })
  const { selected, select, clear, reveal } = useTogetherSelection(outline, source, folds, isFollowing, looked)
  const search = useLadderSearch(outline, (client, wanted, signal) =>
    client.query('ladderTogetherSearch', wanted, signal),
  )
  const marks = useTogetherMarks(outline)
  const steps = useMapSteps(null, Math.min(space.content, size.height))
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
    if (to > from) source.want(from - OVERSCAN, to + OVERSCAN)
  }, [source, source.version, from, to])

  const hovered = hover?.row ?? -1
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the rows that are here
  const paint = useCallback(
    (paints: Paints) => {
      const view = { offset, height: size.height, start: outline.first, unit, charWidth: CHAR_WIDTH }
      const rows = { columns, rows: outline.rows, at: source.at, brackets }
      const seen = { left: left + columns.fixed, right: left + size.width }
      const scene = buildTogetherScene({
        ...rows,
        ...view,
        view: seen,
        selected,
        hovered,
        focus,
        matches: search.isFound,
        marks: marks.rows,
      })
      drawTogether(paints, scene, columns, { ...size, left, top: offset })
    },
    [
      columns,
      outline,
      source,
      source.version,
      offset,
      left,
      size,
      brackets,
      unit,
      selected,
      hovered,
      focus,
      search.isFound,
      marks.rows,
    ],
  )

  useReveal({ selected, reveal }, bandByRow, space, scroll, 0)
  useRevealFlow(scroll.ref, columns, focus, size.width, reveal.count)

  const shown = useMemo(
    () => Array.from({ length: Math.max(0, to - from) }, (_, k) => source.at(from + k)).filter((row) => row !== null),
    [source, from, to],
  )
  const choose = (row: number) => {
    looked()
    select(row)
  }
  const open = (row: number): boolean => {
    const found = source.at(row)?.shown
    if (found?.kind === 'fold') onUnfold(found.segment)
    return found?.kind === 'fold'
  }
  const inputRef = useRef<HTMLInputElement>(null)
  const go = (row: number | null) => row !== null && choose(row)
  const mark = () => {
    const row = selected < 0 ? null : source.at(selected)
    const of = row?.place == null ? undefined : outline.flows[row.place]
    const found = row === null || of === undefined ? null : markOf(of.flow, row.shown)
    if (found !== null) marks.toggle(found)
  }
  const act = (key: Exclude<ReturnType<typeof ladderKey>, object | null>): boolean => {
    if (key === 'unfold') open(selected)
    else if (key === 'enter') open(selected) || focusSegment()
    else if (key === 'nearer' || key === 'farther') onLevel(levelBeside(level, key === 'nearer'))
    else if (key === 'search') inputRef.current?.focus()
    else if (key === 'found' || key === 'foundBefore') go(search[key === 'found' ? 'after' : 'before'](selected))
    else if (key === 'mark') mark()
    else if (key === 'leave' && (search.text !== '' || marks.marks.length > 0)) {
      search.setText('')
      marks.clear()
    } else if (key === 'leave' && flow !== null) session.chooseFlow(flow)
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
    else if (typeof key !== 'string') choose(key.row)
    event.preventDefault()
    event.stopPropagation()
  }
  const hitAt = (event: MouseEvent<HTMLDivElement>): number | null => {
    const { top } = event.currentTarget.getBoundingClientRect()
    const row = Math.floor((event.clientY - top + offset - PADDING.top) / ROW_HEIGHT)
    return row >= 0 && row < outline.rows ? row : null
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = hitAt(event)
    if (row === null) return
    choose(row)
    open(row)
  }
  const onMouseMove = (event: MouseEvent<HTMLDivElement>) => {
    const row = hitAt(event)
    if (row === null) setHover(null)
    else if (row !== hover?.row) setHover({ row, x: event.clientX, y: event.clientY })
  }
  const pointed = hover === null ? null : source.at(hover.row)
  const above = hover === null ? null : (source.at(hover.row - 1)?.shown ?? null)
  const isShown = shown.some(({ row }) => row === selected)
  const isOnFold = pointed?.shown.kind === 'fold'
  return (
    <>
      <div className="ladder-bar">
        <LevelButtons level={level} onLevel={onLevel} />
        <SearchField
          search={search}
          selected={selected}
          inputRef={inputRef}
          onGo={go}
          onLeave={() => scroll.ref.current?.focus()}
        />
      </div>
      <HostNames flows={outline.flows} columns={columns} left={left} focus={focus} unit={unit} />
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
            className={isOnFold ? 'ladder-scroll together on-fold' : 'ladder-scroll together'}
            role="group"
            aria-label={t('together.name')}
            aria-activedescendant={isShown ? `ladder-row-${selected}` : undefined}
            tabIndex={0}
            onScroll={(event) => {
              setHover(null)
              setLeft(event.currentTarget.scrollLeft)
              scroll.onScroll()
            }}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onMouseMove={onMouseMove}
            onMouseLeave={() => setHover(null)}
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
            matches={search.rows}
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
