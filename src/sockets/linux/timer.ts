/** `timer:(on,204ms,0)`: kind, time left, tries. */
import type { SocketTimer, SocketTimerKind } from '../../contracts/sockets'

const KINDS: Readonly<Record<string, SocketTimerKind>> = {
  on: 'retransmission',
  keepalive: 'keep-alive',
  timewait: 'time-wait',
  persist: 'persist',
}
const MS_IN_SECOND = 1_000
const MS_IN_MINUTE = 60_000

/**
 * Reads what stands between the parentheses.
 *
 * @returns null where it is no timer.
 */
export function readTimer(text: string): SocketTimer | null {
  const [name = '', left = '', tries = ''] = text.split(',')
  if (name === '') return null
  const leftMs = readLeft(left)
  if (leftMs === null) return null
  return {
    kind: Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'other') : 'other',
    leftMs,
    tries: Number.parseInt(tries, 10) || 0,
  }
}

/**
 * Milliseconds of `119min`, `1min5sec`, `58sec`, `204ms`, and of `9.204ms`, which means 9 s and 204 ms. Nothing at all
 * means none left.
 */
export function readLeft(text: string): number | null {
  const parts = LEFT.exec(text)
  if (parts === null) return null
  const [, minutes, whole, fraction, seconds, milliseconds] = parts
  const leftMs =
    count(minutes) * MS_IN_MINUTE + count(whole ?? seconds) * MS_IN_SECOND + count(fraction) + count(milliseconds)
  return Number.isSafeInteger(leftMs) ? leftMs : null
}

const LEFT = /^(?:(\d+)min)?(?:(\d+)\.(\d{3})ms|(\d+)sec|(\d+)ms)?$/
const count = (digits: string | undefined): number => (digits === undefined ? 0 : Number(digits))
