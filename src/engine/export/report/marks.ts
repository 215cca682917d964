/** Words, shapes and moments that several parts of a report use. */

import type { Severity } from '../../../contracts/flow'
import { said } from '../../said/said'
import { escaped } from '../svg/text'

const MARKS: Readonly<Record<Severity, string>> = { stuck: '■', warning: '▲', note: '●', ok: '✓' }
const WORDS: Readonly<Record<Severity, () => string>> = {
  stuck: () => said`Stuck`,
  warning: () => said`Warning`,
  note: () => said`Note`,
  ok: () => said`Healthy`,
}

/** A shape besides the colour, and a word besides both. */
export const severityMark = (severity: Severity): string =>
  `<span class="mark ${severity}"><span aria-hidden="true">${MARKS[severity]}</span> ${WORDS[severity]()}</span>`

/** `2026-01-15 10:00:00.123456 UTC`. */
export function momentText(ns: bigint): string {
  const iso = new Date(Number(ns / 1_000_000n)).toISOString()
  const micros = ((ns / 1000n) % 1_000_000n).toString().padStart(6, '0')
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.${micros} UTC`
}

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

export const listOf = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
