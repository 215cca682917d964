import { useMemo } from 'react'
import type { FlowId } from '../../contracts/units'
import { useAtRest } from '../ui/useAtRest'
import { useSessionState } from './context'

/** The flow in focus, for what is dear to draw: told when it is its turn, and seldom while a held key runs through flows. */
export function useFlowAtRest(): FlowId | null {
  const client = useSessionState((state) => state.client)
  const flow = useSessionState((state) => state.flow)
  const rested = useAtRest(useMemo(() => ({ client, flow }), [client, flow]))
  // Another capture's flows have other numbers.
  return rested.client === client ? rested.flow : null
}
