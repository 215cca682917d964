import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { type GraphPoint, MARGIN, type Picture } from './picture'
import { nearest } from './points'
import { graphView, moved, rangeFrom, type Shown, WHOLE, zoomed } from './view'

/** Less movement than this is a click, pixels. */
const CLICK = 4
/** How much a notch of the wheel zooms. */
const WHEEL = 1.0018
const LINE_PIXELS = 16

/** A range being dragged, in pixels of the picture. */
export interface Dragged {
  readonly from: number
  readonly to: number
}

interface Drag {
  readonly left: number
  readonly isPan: boolean
  readonly shown: Shown
}

interface Options {
  readonly picture: Picture | null
  readonly shown: Shown
  readonly onHover: (point: GraphPoint | null) => void
  readonly onClick: (point: GraphPoint) => void
}

/**
 * The pointer on a graph: the wheel zooms where it points (with Shift, or sideways, it moves), a dragged range is zoomed
 * into, dragging the axis or with Shift moves, a double click shows all.
 */
export function usePointer({ picture, shown, onHover, onClick }: Options) {
  const ref = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag | null>(null)
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const latest = useRef({ picture, shown })
  latest.current = { picture, shown }
  const placeOf = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { left: event.clientX - left, top: event.clientY - top }
  }

  // React listens to wheels passively: the page couldn't be kept from scrolling.
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      const { picture: now, shown: range } = latest.current
      if (!now) return
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1
      const { span } = now.graph
      const x = now.x.copy().domain([range.from, range.to])
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
        graphView.set(moved(range, x.invert(sideways * unit) - x.invert(0), span))
        return
      }
      const at = x.invert(event.clientX - element.getBoundingClientRect().left)
      graphView.set(zoomed(range, at, WHEEL ** (event.deltaY * unit), span))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (!picture || event.button > 1) return
    const { left, top } = placeOf(event)
    const isPan = event.shiftKey || event.button === 1 || top > picture.height - MARGIN.bottom
    drag.current = { left, isPan, shown }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!picture) return
    const { left, top } = placeOf(event)
    const begun = drag.current
    if (begun === null) {
      onHover(nearest(picture, left, top))
      return
    }
    if (begun.isPan) {
      const scale = picture.x.copy().domain([begun.shown.from, begun.shown.to])
      graphView.set(moved(begun.shown, scale.invert(begun.left) - scale.invert(left), picture.graph.span))
      return
    }
    if (dragged !== null || Math.abs(left - begun.left) >= CLICK)
      setDragged({ from: Math.min(left, begun.left), to: Math.max(left, begun.left) })
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const begun = drag.current
    drag.current = null
    setDragged(null)
    if (!picture || begun === null || begun.isPan) return
    if (dragged !== null) {
      graphView.set(rangeFrom(picture.x.invert(dragged.from), picture.x.invert(dragged.to), picture.graph.span))
      return
    }
    const { left, top } = placeOf(event)
    const point = nearest(picture, left, top)
    if (point) onClick(point)
  }
  const onPointerCancel = () => {
    drag.current = null
    setDragged(null)
  }
  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel,
    onPointerLeave: () => onHover(null),
    onDoubleClick: () => graphView.set(WHOLE),
  }
  return { ref, dragged, handlers }
}
