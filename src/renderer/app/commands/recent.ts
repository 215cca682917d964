/** Commands used lately; kept by the page, newest first. */
import { COMMAND_IDS, type CommandId } from '../../../contracts/commands'

const KEY = 'lastack:recent-commands'
const MOST = 5

/** `ids` with `id` at the head. */
export const withUsed = (ids: readonly CommandId[], id: CommandId): CommandId[] =>
  [id, ...ids.filter((other) => other !== id)].slice(0, MOST)

/** What `stored` holds of commands that there are. */
export function readUsed(stored: string | null): CommandId[] {
  const known: readonly string[] = COMMAND_IDS
  return (stored ?? '').split(' ').filter((id): id is CommandId => known.includes(id))
}

export const usedLately = (): CommandId[] => readUsed(window.localStorage.getItem(KEY))

export function remember(id: CommandId): void {
  window.localStorage.setItem(KEY, withUsed(usedLately(), id).join(' '))
}
