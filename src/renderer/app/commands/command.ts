import type { CommandId } from '../../../contracts/commands'
import type { Session } from '../session'
import type { SessionState } from '../state'

/** What a command does, and when it applies. */
export interface Action {
  readonly run: (session: Session) => unknown
  /** Whether it applies now; always, where there is none. */
  readonly isPossible?: (state: SessionState) => boolean
}

/** Commands of one part of the window, checked against the list of all. */
export const actions = <Id extends CommandId>(part: Readonly<Record<Id, Action>>): Readonly<Record<Id, Action>> => part

export const hasCapture = ({ capture }: SessionState): boolean => capture !== null
export const isLive = ({ capture }: SessionState): boolean => capture?.isLive ?? false
/** A capture whose flows are listed: not a pair. */
export const hasFlows = ({ capture, summary }: SessionState): boolean =>
  capture !== null && capture.other === null && (summary?.flows ?? 0) > 0
export const hasFlow = (state: SessionState): boolean => hasFlows(state) && state.flow !== null
