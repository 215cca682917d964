import { useEffect, useState } from 'react'

/** Milliseconds since 1970, told anew each `everyMs` while `isRunning`. */
export function useNow(everyMs = 1000, isRunning = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, isRunning])
  return now
}
