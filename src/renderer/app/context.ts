import { createContext, useContext } from 'react'
import type { Session } from './session'
import type { SessionState } from './state'
import { useStore } from './store'

export const SessionContext = createContext<Session | null>(null)

/** The window's session. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs a SessionContext above it')
  return session
}

/** Part of the session's state; see useStore. */
export function useSessionState<Part>(select: (state: SessionState) => Part): Part {
  return useStore(useSession().store, select)
}
