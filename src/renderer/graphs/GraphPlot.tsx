import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Graph } from '../../contracts/graphs'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { dayFrom, timeUnit } from '../ui/format'
import type { Size } from '../ui/useSize'
import { GraphCanvas } from './GraphCanvas'
import { GraphTable } from './GraphTable'
import { GraphTip } from './GraphTip'
import { type GraphKey, graphKey } from './keys'
import { type GraphPoint, MARGIN, pictureOf } from './picture'
import { beside, step, walk } from './points'
import { usePointer } from './usePointer'
import { graphView, moved, type Shown, WHOLE, zoomed } from './view'
import { pointWords } from './words'

/** A press of a key moves by this part of what is shown. */
const PAN_PART = 0.2

interface GraphPlotProps {
  readonly graph: Graph
  readonly shown: Shown
  readonly size: Size
}

/** The graph itself: painted, and walked through by pointer and keys. */
export function GraphPlot({ graph, shown, size }: GraphPlotProps) {
  const { t } = useTranslation('graphs')
  const session = useSession()
  const times = useSessionState((state) => state.preferences.times)
  const [cursor, setCursor] = useState<GraphPoint | null>(null)
  const [hovered, setHovered] = useState<GraphPoint | null>(null)
  const unit = useMemo(() => timeUnit(graph.span, dayFrom(times, graph.start)), [graph.span, graph.start, times])
  const { from, to } = shown
  const picture = useMemo(
    () => pictureOf(graph, { from, to }, size.width, size.height),
    [graph, from, to, size.width, size.height],
  )
  const select = (point: GraphPoint | null) => {
    setCursor(point)
    if (point === null || point.frame === null || point.segment === null) return
    session.choice.goToFrame(frameNumber(point.frame), segmentIndex(point.segment))
  }
  const { ref, dragged, handlers } = usePointer({ picture, shown, onHover: setHovered, onClick: select })
  // A point of another graph is none of this one.
  const { kind, direction, flow } = graph
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say which graph it is
  useEffect(() => {
    setCursor(null)
    setHovered(null)
  }, [kind, direction, flow])

  const follow = (point: GraphPoint | null) => {
    setCursor(point)
    if (point !== null && (point.time < from || point.time > to))
      graphView.set(moved(shown, point.time - (from + to) / 2, graph.span))
  }
  const act = (key: GraphKey) => {
    switch (key.does) {
      case 'walk':
        follow(step(walk(graph, shown), cursor, key.by))
        return
      case 'series':
        follow(beside(graph, shown, cursor, key.by) ?? step(walk(graph, shown), null, 1))
        return
      case 'edge':
        follow(step(walk(graph, shown), null, key.by))
        return
      case 'pan':
        graphView.set(moved(shown, key.by * PAN_PART * (to - from), graph.span))
        return
      case 'zoom':
        graphView.set(zoomed(shown, centre(cursor, shown), key.factor, graph.span))
        return
      case 'whole':
        graphView.set(WHOLE)
        return
      case 'select':
        select(cursor)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = graphKey(event.key, event.shiftKey)
    if (key === null) return
    event.preventDefault()
    event.stopPropagation()
    setHovered(null)
    act(key)
  }
  const told = hovered ?? cursor
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with keys of its own; no element means that
    <div
      ref={ref}
      className={`graph-plot${hovered ? ' on-point' : ''}`}
      role="group"
      aria-label={t('plot', { graph: t(`kinds.${graph.kind}`), sender: t(`sends.${graph.direction}`) })}
      aria-roledescription={t('roleDescription')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are walked through by keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      <GraphCanvas picture={picture} cursor={told} title={t(`axis.${graph.kind}`)} />
      {dragged && (
        <div
          className="graph-drag"
          style={{ left: dragged.from, width: dragged.to - dragged.from, top: MARGIN.top - 6, bottom: MARGIN.bottom }}
        />
      )}
      {told && dragged === null && <GraphTip picture={picture} point={told} unit={unit} />}
      <GraphTable graph={graph} unit={unit} />
      <p className="visually-hidden" role="status">
        {cursor ? pointWords(graph, cursor, unit) : ''}
      </p>
    </div>
  )
}

/** What a key zooms around. */
const centre = (cursor: GraphPoint | null, { from, to }: Shown): number =>
  cursor !== null && cursor.time >= from && cursor.time <= to ? cursor.time : (from + to) / 2
