/**
 * A ladder as a Mermaid sequence diagram: for wikis, tickets and chats that draw one. States are notes where they
 * change, a question mark says presumed.
 */

import type { Flow, Side } from '../../contracts/flow'
import type { LadderRow, LifelineState, SegmentRow } from '../../contracts/ladderRows'
import { endpointText } from '../flows/address'
import type { Ladder } from '../ladder/index'
import { said } from '../said/said'
import { certaintyWords, countWords, severityWords } from '../words'
import { excerptOf } from './excerpt'
import { timeUnitOf } from './timeText'

/** Mermaid draws no longer text unless its page says `maxTextSize`. */
const DRAWN_CHARACTERS = 50_000

const NAMES: Readonly<Record<Side, string>> = { client: 'C', server: 'S' }

/** Everything but letters, digits and harmless signs as Mermaid's entity codes: no label can end or begin anything. */
export const quoted = (text: string): string =>
  text.replace(/[^\p{L}\p{N} ,.()[\]/→×?!=_'-]/gu, (character) => `#${character.codePointAt(0)};`)

/** Lines without line ends. Deterministic. @param most rows at most; a note in the diagram says how many are left out. */
export const mermaidText = (ladder: Ladder, flow: Flow, most: number): string[] =>
  hinted(diagramLines(ladder, flow, most))

/** The lines of a diagram, with a hint where it is longer than Mermaid draws by itself. */
export function hinted(lines: readonly string[]): string[] {
  const size = lines.reduce((sum, line) => sum + line.length + 1, 0)
  if (size <= DRAWN_CHARACTERS) return [...lines]
  const hint = said`%% ${countWords(size)} characters: Mermaid draws them where maxTextSize is set to as many.`
  return [lines[0] as string, hint, ...lines.slice(1)]
}

function diagramLines(ladder: Ladder, flow: Flow, most: number): string[] {
  const { client, server, verdict } = flow
  const { lines: rows, leftOut } = excerptOf(ladder, most)
  const { brackets } = ladder.outline
  const unit = timeUnitOf(flow)
  const shown: Record<Side, string> = { client: '', server: '' }
  const lines = [
    'sequenceDiagram',
    `  participant C as ${said`Client`} ${quoted(endpointText(client.address, client.port))}`,
    `  participant S as ${said`Server`} ${quoted(endpointText(server.address, server.port))}`,
    `  Note over C,S: ${quoted(said`${verdict.title} (${severityWords(verdict.severity)}, ${certaintyWords(verdict.certainty)})`)}`,
  ]
  let next = 0
  for (const row of rows) {
    if (row === null) {
      lines.push(`  Note over C,S: ${quoted(said`${countWords(leftOut)} rows are left out of this diagram`)}`)
      continue
    }
    while ((brackets[next]?.to ?? row.row) < row.row) next += 1
    const bracket = brackets[next]
    if (bracket?.from === row.row) lines.push(`  Note over C,S: ${quoted(bracket.title)}`)
    lines.push(`  ${rowLine(row, unit)}`)
    for (const side of ['client', 'server'] as const) {
      const state = stateText(row[side])
      if (state === shown[side]) continue
      shown[side] = state
      lines.push(`  Note ${side === 'client' ? 'left' : 'right'} of ${NAMES[side]}: ${quoted(state)}`)
    }
  }
  return lines
}

export const stateText = ({ state, proved }: LifelineState): string =>
  proved || state === 'UNKNOWN' ? state : `${state}?`

function rowLine(row: LadderRow, unit: ReturnType<typeof timeUnitOf>): string {
  switch (row.kind) {
    case 'segment':
      return `${arrow(row.from, headOf(row))}: ${quoted(`${unit.text(row.time)} ${unit.name} ${row.label}`)}`
    case 'ghost':
      return `${arrow(row.from, '--x')}: ${quoted(row.label)}`
    case 'fold':
      return `Note over C,S: ${quoted(`${unit.text(row.time)} ${unit.name} ${row.label}`)}`
    case 'quiet':
      return `Note over C,S: ${quoted(row.label)}`
    case 'tail':
      return `Note ${row.side === 'client' ? 'right of C' : 'left of S'}: ${quoted(row.label)}`
  }
}

const arrow = (from: Side, head: string): string => (from === 'client' ? `C${head}S` : `S${head}C`)

/** Dashed: sent again. A cross: lost, or a reset. */
export function headOf({ arrow, lost }: SegmentRow): string {
  const line = arrow === 'retransmission' ? '--' : '-'
  return lost === true || arrow === 'reset' ? `${line}x` : `${line}>>`
}
