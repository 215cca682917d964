import { useEffect, useRef, useState } from 'react'
import { inTurn } from './inTurn'

/** Without a change for so long, a value is at rest. */
const REST_MS = 100
/** A value that never rests is shown so often all the same. */
const MOST_MS = 750

/**
 * A value for what is dear to draw and read slowly: its first change at once, then, while it goes on changing, seldom,
 * and the last one as soon as it rests.
 */
export function useAtRest<Value>(value: Value): Value {
  const [shown, setShown] = useState(value)
  const times = useRef({ changed: Number.NEGATIVE_INFINITY, shown: Number.NEGATIVE_INFINITY })
  useEffect(() => {
    if (Object.is(shown, value)) return
    const now = performance.now()
    const wasAtRest = now - times.current.changed > REST_MS
    times.current.changed = now
    const show = () => {
      times.current.shown = performance.now()
      setShown(() => value)
    }
    const wait = wasAtRest ? 0 : Math.min(REST_MS, times.current.shown + MOST_MS - now)
    if (wait <= 0) return inTurn(show)
    let takeBack: (() => void) | null = null
    const later = setTimeout(() => {
      takeBack = inTurn(show)
    }, wait)
    return () => {
      clearTimeout(later)
      takeBack?.()
    }
  }, [shown, value])
  return shown
}
