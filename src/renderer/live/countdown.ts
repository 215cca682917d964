/** What is left of a wait, in words and as a part. */
import type { TailRow } from '../../contracts/engine'

const SECOND_NS = 1e9

/** `ms` milliseconds as a countdown shows them, rounded up: `0 s`, `38 s`, `2 min 05 s`, `3 h 04 min`. */
export function countdownWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  if (minutes < 120) return `${minutes} min ${two(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}

/** `ms` milliseconds that run on: `0:07`, `12:31`, `1:02:03`. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** How long ago: `now`, `3 s ago`, `2 min ago`, `4 h ago`. */
export function agoWords(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 1) return 'now'
  if (seconds < 120) return `${seconds} s ago`
  const minutes = Math.floor(seconds / 60)
  return minutes < 120 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`
}

/** A TIME_WAIT tail `sinceMs` milliseconds after the engine told it. Other waits say nothing that runs. */
export function runningTail(tail: TailRow, sinceMs: number): TailRow {
  if (tail.totalNs === null) return tail
  const elapsedNs = tail.elapsedNs + sinceMs * 1e6
  const left = tail.totalNs - elapsedNs
  const total = Math.round(tail.totalNs / SECOND_NS)
  const assumed = /\([^)]*\)$/.exec(tail.label)?.[0] ?? ''
  const words =
    left > 0
      ? `${Math.ceil(left / SECOND_NS)} s of ${total} s left ${assumed}`
      : tail.elapsedNs >= tail.totalNs
        ? tail.label
        : `${total} s over ${assumed}`
  return { ...tail, elapsedNs, label: words.trim() }
}
