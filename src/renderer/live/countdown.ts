/** What is left of a wait, in words and as a part. */
import type { TailRow } from '../../contracts/ladderRows'
import { gap } from '../i18n/gap'
import { i18n } from '../i18n/i18n'

const SECOND_NS = 1e9

const two = (value: number) => String(value).padStart(2, '0')

/** `ms` milliseconds as a countdown shows them, rounded up: `0 s`, `38 s`, `2 min 05 s`, `3 h 04 min`. */
export function countdownWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 120) return i18n.t('live:time.seconds', { seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return i18n.t('live:time.minutes', { minutes, seconds: two(seconds % 60) })
  return i18n.t('live:time.hours', { hours: Math.floor(minutes / 60), minutes: two(minutes % 60) })
}

/** `ms` milliseconds that run on: `0:07`, `12:31`, `1:02:03`. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** How long ago: `now`, `3 s ago`, `2 min ago`, `4 h ago`. */
export function agoWords(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 1) return i18n.t('live:time.now')
  if (seconds < 120) return i18n.t('live:time.agoSeconds', { seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return i18n.t('live:time.agoMinutes', { minutes })
  return i18n.t('live:time.agoHours', { hours: Math.floor(minutes / 60) })
}

/** A TIME_WAIT tail `sinceMs` milliseconds after the engine told it. Other waits say nothing that runs. */
export function runningTail(tail: TailRow, sinceMs: number): TailRow {
  if (tail.totalNs === null) return tail
  const elapsedNs = tail.elapsedNs + sinceMs * 1e6
  if (tail.elapsedNs >= tail.totalNs) return { ...tail, elapsedNs }
  const left = tail.totalNs - elapsedNs
  const total = Math.round(tail.totalNs / SECOND_NS)
  // Whose timer the engine assumes stands at the end, in the brackets of its language.
  const assumed = /[(（][^)）]*[)）]$/.exec(tail.label)?.[0]
  const words =
    left > 0
      ? i18n.t('live:time.tailLeft', { left: Math.ceil(left / SECOND_NS), total })
      : i18n.t('live:time.tailOver', { total })
  return { ...tail, elapsedNs, label: assumed === undefined ? words : words + gap() + assumed }
}
