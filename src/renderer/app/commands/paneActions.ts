import { COMMANDS, type CommandId, type KeyPlace } from '../../../contracts/commands'
import type { Action } from './command'
import { eventKey } from './keys'

/** Panes whose keys are commands too; what takes the focus in each. */
const PANES = {
  flows: '.flow-grid',
  timeline: '.timeline-chart',
  ladder: '#ladder-scroll',
  graph: '.graph-plot',
  segment: '.field-tree',
} as const satisfies Partial<Record<KeyPlace, string>>
type Pane = keyof typeof PANES

export type PaneCommandId = {
  [Id in CommandId]: (typeof COMMANDS)[Id]['place'] extends Pane ? Id : never
}[CommandId]

const paneOf = (pane: Pane): HTMLElement | null => document.querySelector<HTMLElement>(PANES[pane])

/** Goes to the pane and presses the key there: what a pane does by a key is written once, in the pane. */
function actionOf(pane: Pane, keys: readonly string[]): Action {
  const [key] = keys
  return {
    run: () => {
      const element = paneOf(pane)
      element?.focus()
      if (key === undefined) return
      const press = { key: eventKey(key), shiftKey: key.startsWith('Shift+'), bubbles: true, cancelable: true }
      element?.dispatchEvent(new KeyboardEvent('keydown', press))
    },
    isPossible: () => paneOf(pane) !== null,
  }
}

/** The pane after the one with the focus, or before it; round and round. */
export function focusBeside(isAfter: boolean): void {
  const there = Object.values(PANES)
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .filter((pane) => pane !== null)
  const now = there.findIndex((pane) => pane.contains(document.activeElement))
  const next = now < 0 ? (isAfter ? 0 : there.length - 1) : now + (isAfter ? 1 : there.length - 1)
  there[next % there.length]?.focus()
}

const isPane = (place: KeyPlace): place is Pane => Object.hasOwn(PANES, place)

/** What the panes do by keys. */
export const PANE_ACTIONS = Object.fromEntries(
  Object.entries(COMMANDS).flatMap(([id, { place, keys }]) => (isPane(place) ? [[id, actionOf(place, keys)]] : [])),
) as Readonly<Record<PaneCommandId, Action>>
