import { axisBottom, scaleLinear, select, tickStep } from 'd3'
import { type KeyboardEvent, memo, type PointerEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Timeline, TimelineFlow, TimeRange } from '../../../contracts/timeline'
import { useSession, useSessionState } from '../../app/context'
import { useFlowAtRest } from '../../app/useFlowAtRest'
import type { Size } from '../../ui/useSize'
import { flowAt, PAD, type Picture, pictureOf } from './geometry'
import { rangeAfter } from './rangeKeys'
import { TimelinePicture } from './TimelinePicture'
import { TimelineTip } from './TimelineTip'
import { formatDayAt } from './timeAxis'
import { useRangeBrush } from './useRangeBrush'
import { summaryWords, type TimeWords } from './words'

/** Pixels that a label of the axis takes at least. */
const LABEL_WIDTH = 80

interface TimelineChartProps {
  readonly timeline: Timeline
  readonly size: Size
  readonly words: TimeWords
  /** The part that was zoomed into; null: all of the time. */
  readonly part: TimeRange | null
  readonly showPart: (part: TimeRange | null) => void
}

interface Hover {
  readonly x: number
  readonly left: number
  readonly top: number
  readonly flow: TimelineFlow | null
}

/** The picture, its axis, and what pointer and keys do on it. */
export function TimelineChart({ timeline, size, words, part, showPart }: TimelineChartProps) {
  const { t } = useTranslation('overview')
  const session = useSession()
  const id = useId()
  const ref = useRef<HTMLDivElement>(null)
  const brushRef = useRef<SVGGElement>(null)
  const range = useSessionState((state) => state.view.filter.timeRange)
  const selected = useFlowAtRest()
  const [hover, setHover] = useState<Hover | null>(null)
  const [isByPointer, setIsByPointer] = useState(false)
  const { from, to } = timeline
  const picture = useMemo(() => pictureOf({ from, to }, size.width, size.height), [from, to, size.width, size.height])

  const liveNow = useSessionState((state) => (state.summary?.live?.isFollowing ? state.summary.live.now : null))
  const future = liveNow === null || Number(liveNow) >= to ? null : Math.max(PAD, picture.x(Number(liveNow)))

  useRangeBrush(brushRef, {
    picture,
    range,
    onRange: (timeRange) => session.choice.filter({ timeRange }),
    onClick: (x, y) => {
      const flow = flowAt(timeline, picture, x, y)
      if (flow !== null) session.choice.chooseFlow(flow.flow)
      return flow !== null
    },
    // The keys go on from where the mouse left off.
    onStart: () => {
      setIsByPointer(true)
      ref.current?.focus({ preventScroll: true })
    },
  })

  const onKeyDown = (event: KeyboardEvent) => {
    setIsByPointer(false)
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const timeRange = rangeAfter(event, range, timeline)
    if (timeRange !== undefined) session.choice.filter({ timeRange })
    else if (event.key === 'Enter' && range !== null) showPart(range)
    else if ((event.key === 'Backspace' || event.key === 'Escape') && part !== null) showPart(null)
    else return
    event.preventDefault()
  }
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const [x, y] = [event.clientX - left, event.clientY - top]
    if (event.buttons !== 0 || y > picture.height || x < PAD || x > size.width - PAD) setHover(null)
    else setHover({ x, left: event.clientX, top: event.clientY, flow: flowAt(timeline, picture, x, y) })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; here keys and pointer act on one picture
    <div
      ref={ref}
      className={`timeline-chart ${hover?.flow ? 'on-flow' : ''} ${isByPointer ? 'by-pointer' : ''}`}
      role="group"
      aria-label={t('timeline.keys')}
      aria-describedby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => setIsByPointer(false)}
    >
      <TimelinePicture timeline={timeline} picture={picture} selected={selected} hovered={hover?.flow?.flow ?? null} />
      <svg
        width={size.width}
        height={size.height}
        aria-hidden="true"
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHover(null)}
      >
        {future !== null && (
          <rect
            className="timeline-future"
            x={future}
            y={0}
            width={size.width - PAD - future}
            height={picture.height}
          />
        )}
        {hover && <line className="timeline-hair" x1={hover.x} x2={hover.x} y1={0} y2={picture.height} />}
        <Axis picture={picture} words={words} isMoment={timeline.isMoment ?? false} />
        <g ref={brushRef} className="timeline-brush" />
      </svg>
      <p id={id} className="visually-hidden">
        {summaryWords(timeline, words)}
      </p>
      {hover && <TimelineTip timeline={timeline} picture={picture} words={words} {...hover} />}
    </div>
  )
}

/** A time of day, and how far apart two find room; its marks stand at whole times, whenever the capture began. */
const DAY_LABEL_WIDTH = 110
const WHOLE_NS = 60e9

/** Times since the capture's start, each with the unit that all share, or times of day. */
interface AxisProps {
  readonly picture: Picture
  readonly words: TimeWords
  /** There is one moment, and one mark for it. */
  readonly isMoment: boolean
}

const Axis = memo(function Axis({ picture, words, isMoment }: AxisProps) {
  const ref = useRef<SVGGElement>(null)
  const { start, unit, day } = words
  useLayoutEffect(() => {
    if (!ref.current) return
    const zero = day === null ? start : Math.floor(start / WHOLE_NS) * WHOLE_NS
    const [from = 0, to = 0] = picture.x.domain().map((time) => (time - zero) / unit.nanoseconds)
    const scale = scaleLinear([from, to], picture.x.range())
    const count = Math.max(2, Math.floor(picture.width / (day === null ? LABEL_WIDTH : DAY_LABEL_WIDTH)))
    const format = scale.tickFormat(count)
    const stepNs = tickStep(from, to, count) * unit.nanoseconds
    const marks = isMoment ? [(from + to) / 2] : scale.ticks(count)
    select(ref.current).call(
      axisBottom(scale)
        .tickValues(marks)
        .tickFormat((value) =>
          day === null
            ? isMoment
              ? '0 s'
              : `${format(value)} ${unit.name}`
            : formatDayAt(zero + Number(value) * unit.nanoseconds, day, stepNs),
        )
        .tickSize(4)
        .tickSizeOuter(0)
        .tickPadding(3),
    )
  }, [picture, start, unit, day, isMoment])
  return <g ref={ref} className="timeline-axis" transform={`translate(0 ${picture.height})`} />
})
