/** A ladder as plain text: two lifelines, an arrow per segment, states beside them. */
import type { LadderOutline, LadderRow, LifelineState } from '../contracts/engine'
import { endpointText } from '../engine/flows/address'
import { durationWords } from '../engine/words'

const FRAME_WIDTH = 8
const TIME_WIDTH = 11
/** Longest state name, FIN_WAIT_1 or ESTABLISHED, and the mark of a presumed one. */
const STATE_WIDTH = 12
const ARROW_AT_LEAST = 44
const ARROW_AT_MOST = 72
/** Columns that an arrow needs beside its label. */
const ARROW_ENDS = 8

/** Lines of the whole ladder. @param start time of the flow's first segment, nanoseconds since the epoch. */
export function* ladderText(outline: LadderOutline, rows: readonly LadderRow[], start: bigint): Generator<string> {
  const longest = rows.reduce((width, { label }) => Math.max(width, label.length), 0)
  const width = Math.min(ARROW_AT_MOST, Math.max(ARROW_AT_LEAST, longest + ARROW_ENDS))
  yield heading(outline, width)
  yield `${'FRAME'.padStart(FRAME_WIDTH)} ${'TIME'.padStart(TIME_WIDTH)} ${'CLIENT'.padStart(STATE_WIDTH)} |${' '.repeat(width)}| SERVER\n`
  for (const row of rows) {
    const bracket = outline.brackets.find(({ from, to }) => row.row >= from && row.row <= to)
    const title = bracket ? (bracket.from === row.row ? `  } ${bracket.title}` : '  }') : ''
    const server = title === '' ? stateText(row.server) : stateText(row.server).padEnd(STATE_WIDTH)
    yield `${frameOf(row)} ${timeOf(row, start)} ${stateText(row.client).padStart(STATE_WIDTH)} ${between(row, width)} ${server}${title}`
      .trimEnd()
      .concat('\n')
  }
  yield* verdictText(outline)
}

function heading(outline: LadderOutline, width: number): string {
  const client = endpointText(outline.client.address, outline.client.port)
  const server = endpointText(outline.server.address, outline.server.port)
  const margin = FRAME_WIDTH + TIME_WIDTH + STATE_WIDTH + 3
  return `${client.padStart(margin)}${' '.repeat(Math.max(2, width + 3 - Math.max(0, client.length - margin)))}${server}\n`
}

const frameOf = (row: LadderRow): string =>
  (row.kind === 'segment' ? String(row.frame) : row.kind === 'fold' ? `${row.firstFrame}…` : '').padStart(FRAME_WIDTH)

function timeOf(row: LadderRow, start: bigint): string {
  if (row.kind !== 'segment' && row.kind !== 'fold') return ' '.repeat(TIME_WIDTH)
  return durationWords(Number(row.time - start)).padStart(TIME_WIDTH)
}

/** A state as known: `?` marks a presumed one. */
const stateText = ({ state, proved }: LifelineState): string => (proved || state === 'UNKNOWN' ? state : `${state}?`)

/** What stands between the lifelines, `width` columns, lifelines included. */
function between(row: LadderRow, width: number): string {
  switch (row.kind) {
    case 'segment':
      return `|${arrow(row.label, row.from === 'client', row.lost === true ? 'x' : '>', '-', width)}|`
    case 'ghost':
      return `|${arrow(row.label, row.from === 'client', '>', '.', width)}|`
    case 'fold':
      return `:${centred(row.label, ' ', width)}:`
    case 'quiet':
      return `~${centred(row.label, ' ', width)}~`
    case 'tail':
      return `|${row.side === 'client' ? ` ${row.label}`.padEnd(width) : `${row.label} `.padStart(width)}|`
  }
}

function arrow(label: string, isRightward: boolean, head: '>' | 'x', line: string, width: number): string {
  const shaft = centred(label === '' ? '' : ` ${label} `, line, width - 1)
  if (isRightward) return `${shaft}${head}`
  return `${head === '>' ? '<' : head}${shaft}`
}

function centred(text: string, fill: string, width: number): string {
  const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text
  const left = Math.floor((width - cut.length) / 2)
  return fill.repeat(left) + cut + fill.repeat(width - cut.length - left)
}

function* verdictText({ verdict }: LadderOutline): Generator<string> {
  yield `\n${verdict.severity}: ${verdict.title} (${verdict.certainty})\n${verdict.sentence}\n`
  for (const { frame, shows } of verdict.evidence) yield `  frame ${frame}: ${shows}\n`
  for (const doubt of verdict.counterEvidence) yield `Against it: ${doubt}\n`
  if (verdict.expectedNext !== '') yield `Expected next: ${verdict.expectedNext}\n`
  yield `Next step: ${verdict.nextStep.text}\n`
  if (verdict.nextStep.command !== '') yield `  ${verdict.nextStep.command}\n`
}
