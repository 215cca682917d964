/** Every command of the window: what it is called, by which keys it is given, when it applies and what it does. */
import { COMMAND_IDS, COMMANDS, type CommandId, type CommandKeys } from '../../../contracts/commands'
import type { Session } from '../session'
import type { SessionState } from '../state'
import { CHOICE_ACTIONS } from './choiceActions'
import type { Action } from './command'
import { DOCK_ACTIONS } from './dockActions'
import { EXPORT_ACTIONS } from './exportActions'
import { isPressed, isTyped, type KeyPress } from './keys'
import { LIVE_ACTIONS } from './liveActions'
import { PANE_ACTIONS } from './paneActions'
import { WINDOW_ACTIONS } from './windowActions'

const ACTIONS: Readonly<Record<CommandId, Action>> = {
  ...WINDOW_ACTIONS,
  ...CHOICE_ACTIONS,
  ...EXPORT_ACTIONS,
  ...DOCK_ACTIONS,
  ...LIVE_ACTIONS,
  ...PANE_ACTIONS,
}

export const keysOf = (id: CommandId): CommandKeys => COMMANDS[id]

export function isPossible(id: CommandId, state: SessionState): boolean {
  return ACTIONS[id].isPossible?.(state) ?? true
}

/** Carries a command out, where it applies. */
export function carryOut(id: CommandId, session: Session): void {
  if (isPossible(id, session.store.get())) void ACTIONS[id].run(session)
}

/** Commands that can be looked for by name now. */
export const offered = (state: SessionState): readonly CommandId[] =>
  COMMAND_IDS.filter((id) => id !== 'palette' && !keysOf(id).isStep && isPossible(id, state))

/** Commands whose keys work wherever the focus is. */
const ANYWHERE = COMMAND_IDS.filter((id) => /^(window|live)$/.test(keysOf(id).place) && !keysOf(id).isStep)

/** The command that a press means anywhere, or null. `isTyping`: the focus is in a field that takes text. */
export function commandOf(press: KeyPress, isTyping: boolean): CommandId | null {
  const means = (key: string) => isPressed(key, press) && !(isTyping && isTyped(key))
  return ANYWHERE.find((id) => keysOf(id).keys.some(means)) ?? null
}
