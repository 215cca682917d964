/** Several ladders as plain text: as ladderText, each row with the number of its flow. */
import type { TogetherFlow, TogetherRow } from '../../../contracts/together'
import { endpointText } from '../../flows/address'
import type { TogetherLadder } from '../../ladder/together/index'
import { said } from '../../said/said'
import { paddedStart } from '../../said/width'
import { certaintyWords, pluralWords, severityWords, sideWords } from '../../words'
import { betweenLifelines } from '../arrowText'
import {
  ARROW_WIDTH,
  changed,
  FRAME_WIDTH,
  frameText,
  LEGEND,
  type Shown,
  STATE_WIDTH,
  TIME_WIDTH,
  timeText,
} from '../ladderText'
import { titlesByRow } from './titles'

/** Rows materialised at a time. */
const CHUNK = 4096

/** Lines without line ends. Every flow's client stands left; presumed states bear a question mark. */
export function* togetherText({ outline, rows }: TogetherLadder): Generator<string> {
  const { flows } = outline
  yield said`${pluralWords(flows.length, 'flow')} together`
  for (const [place, flow] of flows.entries()) yield* flowLines(flow, place)
  yield ''
  yield headLine()
  const titlesAt = titlesByRow(flows)
  const shown = flows.map((): Shown => ({ client: '', server: '' }))
  for (let from = 0; from < outline.rows; from += CHUNK) {
    for (const row of rows(from, from + CHUNK)) {
      for (const { place, title } of titlesAt(row.row)) yield `${place + 1}  ┌ ${title}`
      yield rowLine(row, outline.first, shown)
    }
  }
  yield ''
  yield LEGEND()
}

function* flowLines({ client, server, segments, verdict }: TogetherFlow, place: number): Generator<string> {
  const ends = said`${endpointText(client.address, client.port)} to ${endpointText(server.address, server.port)}`
  yield `  ${place + 1}  ${ends}, ${pluralWords(segments, 'segment')}`
  yield `     ${said`${verdict.title} (${severityWords(verdict.severity)}, ${certaintyWords(verdict.certainty)})`}`
}

function headLine(): string {
  const columns = [
    paddedStart(said`frame`, FRAME_WIDTH),
    paddedStart(said`time`, TIME_WIDTH),
    paddedStart(sideWords('client'), STATE_WIDTH),
  ]
  return `   ${columns.join(' ')} ${' '.repeat(ARROW_WIDTH + 2)} ${sideWords('server')}`
}

function rowLine({ place, shown: row }: TogetherRow, start: bigint, shown: readonly Shown[]): string {
  const known = place === null ? undefined : shown[place]
  const isTimed = row.kind === 'segment' || row.kind === 'fold'
  const time = isTimed ? timeText(row.time - start) : ''
  const [client, server] =
    known === undefined ? ['', ''] : [changed(row.client, known, 'client'), changed(row.server, known, 'server')]
  const number = place === null ? ' ' : String(place + 1)
  const left = `${number}  ${frameText(row).padStart(FRAME_WIDTH)} ${time.padStart(TIME_WIDTH)} ${client.padStart(STATE_WIDTH)}`
  return `${left} ${betweenLifelines(row, ARROW_WIDTH)} ${server}`.trimEnd()
}
