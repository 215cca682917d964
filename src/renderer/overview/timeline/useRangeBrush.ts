import { type BrushBehavior, brushX, type D3BrushEvent, select } from 'd3'
import { type RefObject, useEffect, useRef } from 'react'
import type { TimeRange } from '../../../contracts/timeline'
import { PAD, type Picture } from './geometry'

/** Less movement than this is a click, pixels. */
const CLICK = 3
/** While one drags, the list follows this often, milliseconds. */
const FOLLOW_MS = 100

interface RangeBrush {
  readonly picture: Picture
  readonly range: TimeRange | null
  /** null: cleared. */
  readonly onRange: (range: TimeRange | null) => void
  /** A click at a point of the picture. @returns whether it meant something there. */
  readonly onClick: (x: number, y: number) => boolean
  readonly onStart: () => void
}

/** Lets a range of time be dragged, moved and resized within the group that `ref` holds. */
export function useRangeBrush(ref: RefObject<SVGGElement | null>, options: RangeBrush): void {
  const latest = useRef(options)
  latest.current = options
  const isUnderWay = useRef(false)
  const behaviour = useRef<BrushBehavior<unknown> | null>(null)
  const { width, height } = options.picture

  useEffect(() => {
    const group = ref.current
    if (!group || width <= 2 * PAD || height <= 0) return
    let start = { x: 0, y: 0, range: null as TimeRange | null }
    let isDragging = false
    let toldAt = 0
    const brush = brushX<unknown>()
      .extent([
        [PAD, 0],
        [width - PAD, height],
      ])
      .handleSize(8)
    const rangeOf = ({ selection }: D3BrushEvent<unknown>): TimeRange | null => {
      if (selection === null) return null
      const { x } = latest.current.picture
      const [from, to] = selection as [number, number]
      return { from: Math.round(x.invert(from)), to: Math.round(x.invert(to)) }
    }
    const pointOf = (event: D3BrushEvent<unknown>) => {
      const { left, top } = (group.ownerSVGElement ?? group).getBoundingClientRect()
      const { clientX, clientY } = pointerOf(event.sourceEvent)
      return { x: clientX - left, y: clientY - top }
    }
    brush.on('start', (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return
      isUnderWay.current = true
      start = { ...pointOf(event), range: latest.current.range }
      isDragging = false
      latest.current.onStart()
    })
    brush.on('brush', (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return
      isDragging ||= Math.abs(pointOf(event).x - start.x) >= CLICK
      if (!isDragging || event.sourceEvent.timeStamp - toldAt < FOLLOW_MS) return
      toldAt = event.sourceEvent.timeStamp
      latest.current.onRange(rangeOf(event))
    })
    brush.on('end', (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return
      isUnderWay.current = false
      if (isDragging) {
        latest.current.onRange(rangeOf(event))
        return
      }
      const isInside = start.range !== null && event.selection !== null
      const isMeant = latest.current.onClick(start.x, start.y)
      if (!isMeant && !isInside) latest.current.onRange(null)
      place(group, brush, latest.current.picture, isMeant || isInside ? start.range : null)
    })
    behaviour.current = brush
    select(group).call(brush)
    place(group, brush, latest.current.picture, latest.current.range)
    return () => {
      select(group).on('.brush', null).selectAll('*').remove()
      behaviour.current = null
    }
  }, [ref, width, height])

  // The range is also moved by keys and cleared elsewhere, and the axis grows.
  const { range, picture } = options
  const [from, to] = picture.x.domain()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `from` and `to` stand for the picture
  useEffect(() => {
    const group = ref.current
    // What is being dragged stays under the pointer.
    if (group && behaviour.current && !isUnderWay.current)
      place(group, behaviour.current, latest.current.picture, range)
  }, [ref, range, from, to, width])
}

/** Puts the brush where the range is drawn. Where that is all of the picture, there is none: a new one can be drawn. */
function place(
  group: SVGGElement,
  brush: BrushBehavior<unknown>,
  { x, width }: Picture,
  range: TimeRange | null,
): void {
  const within = (value: number) => Math.min(width - PAD, Math.max(PAD, value))
  const [start = 0, end = 0] = x.domain()
  const isAll = range !== null && range.from <= start && range.to >= end
  const selection = range === null || isAll ? null : ([within(x(range.from)), within(x(range.to))] as [number, number])
  select<SVGGElement, unknown>(group).call(brush.move, selection)
}

function pointerOf(event: MouseEvent | TouchEvent): { readonly clientX: number; readonly clientY: number } {
  if (!('changedTouches' in event)) return event
  return event.changedTouches[0] ?? { clientX: 0, clientY: 0 }
}
