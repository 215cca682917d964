import { type KeyboardEvent, type PointerEvent, useState } from 'react'

interface SplitterProps {
  readonly orientation: 'vertical' | 'horizontal'
  /** What it divides, for screen readers. */
  readonly label: string
  /** Size in pixels of the pane before it (or after it, where `reverse`). */
  readonly value: number
  readonly min: number
  readonly max: number
  /** The pane it sizes stands after it. */
  readonly reverse?: boolean
  readonly onChange: (value: number) => void
}

const STEP = 24

/** The line between two panes: drag it, or focus it and use the arrow keys. */
export function Splitter({ orientation, label, value, min, max, reverse = false, onChange }: SplitterProps) {
  const [drag, setDrag] = useState<{ start: number; value: number } | null>(null)
  const set = (next: number) => onChange(Math.round(Math.min(Math.max(next, min), max)))
  const along = (event: PointerEvent) => (orientation === 'vertical' ? event.clientX : event.clientY)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ start: along(event), value })
    event.preventDefault()
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag) set(drag.value + (along(event) - drag.start) * (reverse ? -1 : 1))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const grow = orientation === 'vertical' ? 'ArrowRight' : 'ArrowDown'
    const shrink = orientation === 'vertical' ? 'ArrowLeft' : 'ArrowUp'
    const sign = reverse ? -1 : 1
    if (event.key === grow) set(value + STEP * sign)
    else if (event.key === shrink) set(value - STEP * sign)
    else if (event.key === 'Home') set(min)
    else if (event.key === 'End') set(max)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget; <hr> isn't
    <div
      className={`splitter ${orientation}${drag ? ' dragging' : ''}`}
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDrag(null)}
      onPointerCancel={() => setDrag(null)}
      onKeyDown={onKeyDown}
    />
  )
}
