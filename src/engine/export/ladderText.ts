/** A whole ladder as plain text, about 100 columns wide: what `lastack ladder --format text` prints and copying gives. */

import type { LadderBracket, LadderOutline, LadderRow, LifelineState } from '../../contracts/ladderRows'
import { endpointText } from '../flows/address'
import type { Ladder } from '../ladder/index'
import { said } from '../said/said'
import { paddedStart } from '../said/width'
import { certaintyWords, pluralWords, severityWords, sideWords } from '../words'
import { betweenLifelines } from './arrowText'

export const FRAME_WIDTH = 6
export const TIME_WIDTH = 11
export const STATE_WIDTH = 12
export const ARROW_WIDTH = 56
/** Rows materialised at a time: a ladder of a million rows is never in memory as objects. */
const CHUNK = 4096

/** State texts printed last, so that only changes are printed. */
export interface Shown {
  client: string
  server: string
}

/** Lines of the ladder, without line ends. Deterministic; presumed states bear a question mark. */
export function* ladderText(ladder: Ladder): Generator<string> {
  const { outline } = ladder
  yield* headLines(outline)
  const shown: Shown = { client: '', server: '' }
  let start: bigint | null = null
  let next = 0
  for (let from = 0; from < outline.rows; from += CHUNK) {
    for (const row of ladder.rows(from, from + CHUNK)) {
      const bracket = outline.brackets[next]
      if (bracket?.from === row.row) yield bracketLine(bracket)
      if (row.kind === 'segment' || row.kind === 'fold') start ??= row.time
      yield rowLine(row, bracketMark(row.row, bracket), start ?? 0n, shown)
      if (bracket?.to === row.row) next++
    }
  }
  yield ''
  yield LEGEND()
  yield* verdictLines(outline)
}

/** What the signs mean. */
export const LEGEND = (): string =>
  said`STATE? presumed, not proved by what that side sent    ╌ sent again    ✗ presumably lost    ┄ never came`

function* headLines({ client, server, flow, segments }: LadderOutline): Generator<string> {
  const who = `${endpointText(client.address, client.port)} → ${endpointText(server.address, server.port)}`
  yield said`Flow ${flow}: ${who}, ${pluralWords(segments, 'segment')}`
  yield ''
  const left = `  ${paddedStart(said`frame`, FRAME_WIDTH)} ${paddedStart(said`time`, TIME_WIDTH)} ${paddedStart(sideWords('client'), STATE_WIDTH)}`
  yield `${left} ${' '.repeat(ARROW_WIDTH + 2)} ${sideWords('server')}`
}

const bracketLine = ({ from, to, title }: LadderBracket): string => `${from === to ? '╶' : '┌'} ${title}`

function bracketMark(row: number, bracket: LadderBracket | undefined): string {
  if (bracket === undefined || row < bracket.from || bracket.from === bracket.to) return '  '
  return row === bracket.to ? '└ ' : '│ '
}

function rowLine(row: LadderRow, mark: string, start: bigint, shown: Shown): string {
  const isTimed = row.kind === 'segment' || row.kind === 'fold'
  const time = isTimed ? timeText(row.time - start) : ''
  const client = changed(row.client, shown, 'client')
  const server = changed(row.server, shown, 'server')
  const left = `${mark}${frameText(row).padStart(FRAME_WIDTH)} ${time.padStart(TIME_WIDTH)} ${client.padStart(STATE_WIDTH)}`
  return `${left} ${betweenLifelines(row, ARROW_WIDTH)} ${server}`.trimEnd()
}

/** The frame that a row shows, or the first of several. */
export function frameText(row: LadderRow): string {
  if (row.kind === 'segment') return String(row.frame)
  return row.kind === 'fold' ? `${row.firstFrame}+` : ''
}

/** A state's name where it differs from the one printed last, else nothing. */
export function changed({ state, proved }: LifelineState, shown: Shown, side: keyof Shown): string {
  const text = proved || state === 'UNKNOWN' ? state : `${state}?`
  if (text === shown[side]) return ''
  shown[side] = text
  return text
}

/** Seconds with microseconds since the flow's first segment. */
export function timeText(ns: bigint): string {
  const micros = (ns < 0n ? -ns : ns) / 1000n
  const fraction = (micros % 1_000_000n).toString().padStart(6, '0')
  return `${ns < 0n ? '-' : ''}${micros / 1_000_000n}.${fraction}`
}

function* verdictLines({ verdict }: LadderOutline): Generator<string> {
  yield ''
  yield said`${verdict.title} (${severityWords(verdict.severity)}, ${certaintyWords(verdict.certainty)})`
  yield verdict.sentence
  for (const { frame, shows } of verdict.evidence) yield said`  frame ${frame}: ${shows}`
  for (const doubt of verdict.counterEvidence) yield said`Against it: ${doubt}`
  if (verdict.expectedNext !== '') yield said`Expected next: ${verdict.expectedNext}`
  if (verdict.nextStep.text !== '') yield said`Next step: ${verdict.nextStep.text}`
  if (verdict.nextStep.command !== '') yield `  ${verdict.nextStep.command}`
}
