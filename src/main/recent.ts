/** The list of captures opened last, newest first. */
import { basename } from 'node:path'
import type { RecentFile } from '../contracts/ipc'

export const RECENT_AT_MOST = 12

/** `files` with `path` at its head. `now`: milliseconds since the epoch. */
export function withRecent(files: readonly RecentFile[], path: string, now: number): RecentFile[] {
  const others = files.filter((file) => file.path !== path)
  return [{ path, name: basename(path), openedAt: now }, ...others].slice(0, RECENT_AT_MOST)
}

/** `files` without `path`. */
export function withoutRecent(files: readonly RecentFile[], path: string): RecentFile[] {
  return files.filter((file) => file.path !== path)
}
