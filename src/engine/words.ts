/** Numbers, sizes and durations in the words people write. Deterministic: no locale of the machine is asked. */
import type { Severity, Side, VerdictCertainty } from '../contracts/flow'
import { said } from './said/said'

const MILLISECOND = 1e6
const SECOND = 1e9
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A whole number with thousands separators: `1,448`. */
export function countWords(value: number): string {
  return Math.trunc(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

/** What is counted in texts: one of it, and any other number. */
const COUNTED = {
  segment: [(n) => said`${n} segment`, (n) => said`${n} segments`],
  'TCP segment': [(n) => said`${n} TCP segment`, (n) => said`${n} TCP segments`],
  'offloaded segment': [(n) => said`${n} offloaded segment`, (n) => said`${n} offloaded segments`],
  frame: [(n) => said`${n} frame`, (n) => said`${n} frames`],
  packet: [(n) => said`${n} packet`, (n) => said`${n} packets`],
  checksum: [(n) => said`${n} checksum`, (n) => said`${n} checksums`],
  flow: [(n) => said`${n} flow`, (n) => said`${n} flows`],
  connection: [(n) => said`${n} connection`, (n) => said`${n} connections`],
  'other connection': [(n) => said`${n} other connection`, (n) => said`${n} other connections`],
  server: [(n) => said`${n} server`, (n) => said`${n} servers`],
  file: [(n) => said`${n} file`, (n) => said`${n} files`],
  byte: [(n) => said`${n} byte`, (n) => said`${n} bytes`],
  gap: [(n) => said`${n} gap`, (n) => said`${n} gaps`],
  time: [(n) => said`${n} time`, (n) => said`${n} times`],
  reset: [(n) => said`${n} reset`, (n) => said`${n} resets`],
  probe: [(n) => said`${n} probe`, (n) => said`${n} probes`],
  'keep-alive': [(n) => said`${n} keep-alive`, (n) => said`${n} keep-alives`],
  'duplicate ACK': [(n) => said`${n} duplicate ACK`, (n) => said`${n} duplicate ACKs`],
  retransmission: [(n) => said`${n} retransmission`, (n) => said`${n} retransmissions`],
  'more alteration': [(n) => said`${n} more alteration`, (n) => said`${n} more alterations`],
  'more process': [(n) => said`${n} more process`, (n) => said`${n} more processes`],
} satisfies Record<string, readonly [one: (n: string) => string, other: (n: string) => string]>

/** `1 segment`, `36 segments`; `noun` is the singular. */
export function pluralWords(count: number, noun: keyof typeof COUNTED): string {
  const [one, other] = COUNTED[noun]
  return (count === 1 ? one : other)(countWords(count))
}

/** `client` or `server`, to stand in a sentence. */
export const sideWords = (side: Side): string => (side === 'client' ? said`client` : said`server`)

/** How bad a verdict is, in one word of a sentence. */
export function severityWords(severity: Severity): string {
  switch (severity) {
    case 'stuck':
      return said`stuck`
    case 'warning':
      return said`warning`
    case 'note':
      return said`note`
    case 'ok':
      return said`ok`
  }
}

/** How sure a verdict is, in one word of a sentence. */
export function certaintyWords(certainty: VerdictCertainty): string {
  switch (certainty) {
    case 'proved':
      return said`proved`
    case 'likely':
      return said`likely`
    case 'possible':
      return said`possible`
  }
}

const listed = (words: readonly string[], last: (list: string, word: string) => string): string =>
  words.length < 2 ? words.join('') : last(commaWords(words.slice(0, -1)), words.at(-1) as string)

/** `a, b, c` */
export const commaWords = (words: readonly string[]): string =>
  words.length === 0 ? '' : words.reduce((list, word) => said`${list}, ${word}`)

/** `a; b; c`, of clauses. */
export const clauseWords = (clauses: readonly string[]): string =>
  clauses.length === 0 ? '' : clauses.reduce((list, clause) => said`${list}; ${clause}`)

/** `a, b and c` */
export const andWords = (words: readonly string[]): string => listed(words, (list, word) => said`${list} and ${word}`)

/** `a, b or c` */
export const orWords = (words: readonly string[]): string => listed(words, (list, word) => said`${list} or ${word}`)

/** A size in bytes: exact below 10,000 (`1,448 B`), then three digits in decimal units (`49.8 kB`, `1.70 MB`). */
export function byteWords(bytes: number): string {
  if (bytes < 10_000) return `${countWords(bytes)} B`
  let value = bytes
  let unit = 'B'
  for (const larger of ['kB', 'MB', 'GB', 'TB']) {
    if (value < 999.5) break
    value /= 1000
    unit = larger
  }
  return `${value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${unit}`
}

const trimmed = (value: number, decimals: number): string => value.toFixed(decimals).replace(/\.?0+$/, '')

/** A span of time in nanoseconds: `412 µs`, `1.024 s`, `14 min 2 s`, `3 d 4 h`. Negative spans keep their sign. */
export function durationWords(ns: number): string {
  if (ns < 0) return `-${durationWords(-ns)}`
  if (ns < 999.5) return said`${Math.round(ns)} ns`
  if (ns < 0.9995 * MILLISECOND) return said`${Math.round(ns / 1000)} µs`
  if (ns < 10 * MILLISECOND) return said`${trimmed(ns / MILLISECOND, 1)} ms`
  if (ns < 0.9995 * SECOND) return said`${Math.round(ns / MILLISECOND)} ms`
  if (ns < 10 * SECOND) return said`${trimmed(ns / SECOND, 3)} s`
  if (ns < 59.95 * SECOND) return said`${trimmed(ns / SECOND, 1)} s`
  const seconds = Math.round(ns / SECOND)
  if (ns < HOUR - SECOND / 2) return minuteWords(Math.floor(seconds / 60), seconds % 60)
  const minutes = Math.round(ns / MINUTE)
  if (ns < DAY - MINUTE / 2) return hourWords(Math.floor(minutes / 60), minutes % 60)
  const hours = Math.round(ns / HOUR)
  return dayWords(Math.floor(hours / 24), hours % 24)
}

const minuteWords = (minutes: number, seconds: number): string =>
  seconds === 0 ? said`${minutes} min` : said`${minutes} min ${seconds} s`
const hourWords = (hours: number, minutes: number): string =>
  minutes === 0 ? said`${hours} h` : said`${hours} h ${minutes} min`
const dayWords = (days: number, hours: number): string => (hours === 0 ? said`${days} d` : said`${days} d ${hours} h`)
