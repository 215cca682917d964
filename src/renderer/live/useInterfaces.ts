import { useCallback, useEffect, useRef, useState } from 'react'
import type { Interfaces } from '../../contracts/capture'
import type { Traffic } from '../../contracts/ipc'
import { useSession } from '../app/context'
import { type RateHistory, withReading } from './sparkline'

export interface InterfaceList {
  /** null: not known yet. */
  readonly known: Interfaces | null
  readonly error: string | null
  /** Looks again. */
  readonly refresh: () => void
}

/** The interfaces that can be captured, or why they can't. */
export function useInterfaces(): InterfaceList {
  const session = useSession()
  const [known, setKnown] = useState<Interfaces | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` stands for the wish to look again
  useEffect(() => {
    let isGone = false
    session.live.interfaces().then(
      (interfaces) => {
        if (isGone) return
        setKnown(interfaces)
        setError(null)
      },
      (reason: Error) => {
        if (!isGone) setError(reason.message)
      },
    )
    return () => {
      isGone = true
    }
  }, [session, round])
  return { known, error, refresh: useCallback(() => setRound((before) => before + 1), []) }
}

const TRAFFIC_MS = 1000

/** Rates of all interfaces, a reading a second; none are taken while the window is hidden. */
export function useTraffic(): RateHistory {
  const session = useSession()
  const [history, setHistory] = useState<RateHistory>(new Map())
  const before = useRef<Traffic | null>(null)
  useEffect(() => {
    let isGone = false
    let isAsking = false
    const read = () => {
      if (document.visibilityState === 'hidden' || isAsking) return
      isAsking = true
      session.live
        .traffic()
        .then(
          (reading) => {
            if (isGone) return
            const last = before.current
            before.current = reading
            setHistory((known) => withReading(known, last, reading))
          },
          // Without readings the list says nothing of traffic; there is nothing to mend.
          () => undefined,
        )
        .finally(() => {
          isAsking = false
        })
    }
    read()
    const timer = setInterval(read, TRAFFIC_MS)
    return () => {
      isGone = true
      clearInterval(timer)
    }
  }, [session])
  return history
}
