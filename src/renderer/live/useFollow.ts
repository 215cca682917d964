import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { useSessionState } from '../app/context'
import { wantsCalm } from '../ui/motion'
import { type FollowEvent, followAfter } from './follow'

/** Rows that have just come: `part` of their arrival is over, 0 to 1. */
export interface Arrival {
  readonly from: number
  readonly count: number
  readonly part: number
}

export interface LadderFollow {
  /** More rows may come. */
  readonly isFollowing: boolean
  /** The view stays at the end while they do. */
  readonly isAtEnd: boolean
  readonly arrival: Arrival
  readonly tell: (event: FollowEvent) => void
}

const ARRIVAL_MS = 120
/** Rows that come faster than this are not moved: nobody could read a view that never rests. */
const REST_MS = 300

const NOTHING: Arrival = { from: 0, count: 0, part: 1 }

/** Whether a ladder of `rows` rows follows its live capture, and the arrival of its newest rows. */
export function useFollow(rows: number): LadderFollow {
  const isFollowing = useSessionState((state) => state.summary?.live?.isFollowing ?? false)
  const [follow, tell] = useReducer(followAfter, 'following')
  const arrival = useArrival(rows, isFollowing)
  return { isFollowing, isAtEnd: isFollowing && follow === 'following', arrival, tell: useCallback(tell, []) }
}

/** Rows arrive in 120 ms; at once where the system asks for less motion. */
function useArrival(rows: number, isOn: boolean): Arrival {
  const [arrival, setArrival] = useState(NOTHING)
  const before = useRef({ rows, at: Number.NEGATIVE_INFINITY })
  useLayoutEffect(() => {
    const { rows: from, at } = before.current
    const start = performance.now()
    before.current = { rows, at: rows > from ? start : at }
    const isCalm = wantsCalm()
    if (!isOn || rows <= from || isCalm || start - at < REST_MS) {
      setArrival(NOTHING)
      return
    }
    let frame = 0
    const move = (time: number) => {
      const part = Math.min(1, Math.max(0, (time - start) / ARRIVAL_MS))
      setArrival({ from, count: rows - from, part })
      if (part < 1) frame = requestAnimationFrame(move)
    }
    move(start)
    return () => cancelAnimationFrame(frame)
  }, [rows, isOn])
  return arrival
}
