import { useEffect, useRef, useState } from 'react'

/**
 * A value that changes fast, at most every `milliseconds`: the first change at once, the last one never later than that.
 */
export function useAtIntervals<Value>(value: Value, milliseconds: number): Value {
  const [shown, setShown] = useState(value)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (Object.is(shown, value)) return
    const show = () => {
      changedAt.current = performance.now()
      setShown(() => value)
    }
    const wait = changedAt.current + milliseconds - performance.now()
    if (wait <= 0) return show()
    const later = setTimeout(show, wait)
    return () => clearTimeout(later)
  }, [shown, value, milliseconds])
  return shown
}
