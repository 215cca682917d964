import { useEffect } from 'react'
import type { FlowId } from '../../contracts/units'
import { useSessionState } from '../app/context'

/**
 * Has the engine plan the ladder of a flow that was just chosen, before the window is ready to ask for it: it keeps the
 * plan, so that the ladder's own question is answered at once.
 */
export function useEarlyPlan(flow: FlowId | null): void {
  const client = useSessionState((state) => state.client)
  useEffect(() => {
    if (client === null || flow === null) return
    const abort = new AbortController()
    // After what is asked about the same flow elsewhere, which takes no time.
    queueMicrotask(() => {
      client.query('ladder', { flow, unfolded: [], level: 'segments' }, abort.signal).catch(() => undefined)
    })
    return () => abort.abort()
  }, [client, flow])
}
