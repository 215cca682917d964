/** Several ladders as one Mermaid sequence diagram: a participant a host, each message with the number of its flow. */
import type { Side } from '../../../contracts/flow'
import type { TogetherOutline, TogetherRow } from '../../../contracts/together'
import { endpointText } from '../../flows/address'
import type { TogetherLadder } from '../../ladder/together/index'
import { said } from '../../said/said'
import { certaintyWords, countWords, severityWords, sideWords } from '../../words'
import { excerptOf } from '../excerpt'
import { headOf, hinted, quoted, stateText } from '../mermaidText'
import { timeUnitOf } from '../timeText'
import { titlesByRow } from './titles'

/** The participants of each flow. */
type Names = readonly Readonly<Record<Side, string>>[]

/** Lines without line ends. Deterministic. @param most rows at most; a note says how many are left out. */
export const togetherMermaid = (ladder: TogetherLadder, most: number): string[] => hinted(diagramLines(ladder, most))

function diagramLines(ladder: TogetherLadder, most: number): string[] {
  const { outline } = ladder
  const { flows, hosts } = outline
  const { lines: rows, leftOut } = excerptOf(ladder, most)
  const names = namesOf(outline)
  const over = hosts.length > 1 ? `H1,H${hosts.length}` : 'H1'
  const shown = flows.map((): Record<Side, string> => ({ client: '', server: '' }))
  const text = timeText(outline)
  const titlesAt = titlesByRow(flows)
  const lines = ['sequenceDiagram']
  hosts.forEach(({ address, role }, at) => {
    lines.push(`  participant H${at + 1} as ${quoted(role === null ? address : `${address} (${sideWords(role)})`)}`)
  })
  flows.forEach(({ client, server, verdict }, place) => {
    const ends = said`${endpointText(client.address, client.port)} to ${endpointText(server.address, server.port)}`
    const what = said`${verdict.title} (${severityWords(verdict.severity)}, ${certaintyWords(verdict.certainty)})`
    lines.push(`  Note over ${over}: ${quoted(`${place + 1}: ${ends}: ${what}`)}`)
  })
  for (const row of rows) {
    if (row === null) {
      lines.push(`  Note over ${over}: ${quoted(said`${countWords(leftOut)} rows are left out of this diagram`)}`)
      continue
    }
    for (const { place, title } of titlesAt(row.row)) {
      lines.push(`  Note over ${pair(names, place)}: ${quoted(`${place + 1}: ${title}`)}`)
    }
    lines.push(`  ${rowLine(row, names, over, text)}`)
    const known = row.place === null ? undefined : shown[row.place]
    const ends = row.place === null ? undefined : names[row.place]
    if (known === undefined || ends === undefined || row.place === null) continue
    for (const side of ['client', 'server'] as const) {
      const state = stateText(row.shown[side])
      if (state === known[side]) continue
      known[side] = state
      lines.push(`  Note over ${ends[side]}: ${quoted(`${row.place + 1}: ${state}`)}`)
    }
  }
  return lines
}

function namesOf({ flows, hosts }: TogetherOutline): Names {
  const names = flows.map((): Record<Side, string> => ({ client: 'H1', server: 'H1' }))
  hosts.forEach(({ ends }, at) => {
    for (const { place, side } of ends) {
      const of = names[place]
      if (of !== undefined) of[side] = `H${at + 1}`
    }
  })
  return names
}

/** Both participants of a flow; one where they are the same. */
function pair(names: Names, place: number): string {
  const { client = 'H1', server = 'H1' } = names[place] ?? {}
  return client === server ? client : `${client},${server}`
}

const timeText = ({ first, span }: TogetherOutline) => {
  const unit = timeUnitOf({ first, last: first + BigInt(Math.round(span)) })
  return (time: bigint): string => `${unit.text(time)} ${unit.name}`
}

function rowLine({ place, shown: row }: TogetherRow, names: Names, over: string, time: (at: bigint) => string): string {
  const ends = place === null ? undefined : names[place]
  if (place === null || ends === undefined) return `Note over ${over}: ${quoted(row.label)}`
  const message = (from: Side, head: string, text: string) => {
    const [sender, receiver] = from === 'client' ? [ends.client, ends.server] : [ends.server, ends.client]
    return `${sender}${head}${receiver}: ${quoted(`${place + 1}: ${text}`)}`
  }
  switch (row.kind) {
    case 'segment':
      return message(row.from, headOf(row), `${time(row.time)} ${row.label}`)
    case 'ghost':
      return message(row.from, '--x', row.label)
    case 'fold':
      return `Note over ${pair(names, place)}: ${quoted(`${place + 1}: ${time(row.time)} ${row.label}`)}`
    case 'quiet':
      return `Note over ${pair(names, place)}: ${quoted(`${place + 1}: ${row.label}`)}`
    case 'tail':
      return `Note over ${ends[row.side]}: ${quoted(`${place + 1}: ${row.label}`)}`
  }
}
