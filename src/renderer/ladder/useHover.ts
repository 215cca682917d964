import { type MouseEvent, useRef, useState } from 'react'

/** The row under the pointer, and where the pointer is. */
export interface Hover {
  readonly row: number
  readonly x: number
  readonly y: number
}

export interface LadderHover {
  readonly hover: Hover | null
  /** The pointer is over `row`, or over none. */
  readonly point: (row: number | null, event: MouseEvent) => void
  readonly leave: () => void
  /** Keys move the ladder: a pointer that lies still means none of the rows that pass below it. */
  readonly rest: () => void
}

/** What the pointer is over in a ladder; nothing while it scrolls. */
export function useHover(): LadderHover {
  const [hover, setHover] = useState<Hover | null>(null)
  const pointer = useRef({ x: -1, y: -1, isResting: false })
  const leave = () => hover !== null && setHover(null)
  return {
    hover,
    leave,
    rest: () => {
      pointer.current.isResting = true
    },
    point: (row, { clientX: x, clientY: y }) => {
      const { current } = pointer
      if (current.isResting && current.x === x && current.y === y) return
      pointer.current = { x, y, isResting: false }
      if (row === null) leave()
      else if (row !== hover?.row) setHover({ row, x, y })
    },
  }
}
