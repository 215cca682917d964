import { useEffect, useState } from 'react'
import { useSession } from '../app/context'
import { type CountSample, rateOf } from './barWords'

const EVERY_MS = 500
/** Two seconds: short enough to see a burst, long enough to be read. */
const SAMPLES = 5

/** What the live capture takes in now; null while that isn't known or nothing is captured. */
export function useRate(isCapturing: boolean): { readonly packets: number; readonly bits: number } | null {
  const session = useSession()
  const [samples, setSamples] = useState<readonly CountSample[]>([])
  useEffect(() => {
    setSamples([])
    if (!isCapturing) return
    const timer = setInterval(() => {
      const { packets, bytes } = session.store.get().live
      setSamples((before) => [...before, { at: Date.now(), packets, bytes }].slice(-SAMPLES))
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [session, isCapturing])
  return rateOf(samples)
}
