import { useEffect, useState } from 'react'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { QueryCancelled } from '../app/engineClient'
import { useStore } from '../app/store'
import type { ShownFrame } from './wiresharkControl'

interface Wanted {
  readonly flow: FlowId | null
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
}

export interface FrameResult {
  /** The last tree, which may be another frame's while the new one is under way. */
  readonly data: ShownFrame | null
  /** Why there is none; null: there is, or it is under way. */
  readonly error: string | null
}

const NOTHING: FrameResult = { data: null, error: null }

/** Wireshark's tree of a frame; the process is started for the first. */
export function useWiresharkFrame({ flow, segment, frame }: Wanted): FrameResult {
  const { wireshark } = useSession()
  const client = useSessionState((state) => state.client)
  const attempt = useStore(wireshark.store, (state) => state.attempt)
  const [result, setResult] = useState<FrameResult>(NOTHING)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (client === null || flow === null) {
      setResult(NOTHING)
      return
    }
    const abort = new AbortController()
    wireshark.frame({ client, flow, segment, frame }, abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setResult({ data, error: null })
      },
      (error: Error) => {
        // What becomes of the process is told by its own state.
        if (!abort.signal.aborted && !(error instanceof QueryCancelled)) setResult({ data: null, error: error.message })
      },
    )
    return () => abort.abort()
  }, [client, flow, segment, frame, attempt, wireshark])
  return result
}
