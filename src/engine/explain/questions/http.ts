/** HTTP on one connection: how many requests, who closed first, and what that leaves behind. */
import { TcpState } from '../../../contracts/abi'
import { CLIENT, SERVER, SIDES, type SideIndex, senderOf, stateOf } from '../../ladder/flowRows'
import { said } from '../../said/said'
import { type ExplainedFlow, milestonesOf, roleOf } from '../explained'
import { frameAt, type Teller } from './told'

/** Segments with payload of each side that are looked into. */
const MOST_READ = 100
const METHODS = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE|CONNECT) \S+ HTTP\/1\.[01]\r?\n/
const CLOSES = /\r?\nconnection:[ \t]*close[ \t]*\r?\n/i
const ANSWERS = /^HTTP\/1\.[01] \d{3}/

/** Positions whose payload begins a message of this kind, and of those that announce the close. */
function messages(flow: ExplainedFlow, side: SideIndex, begins: RegExp) {
  const { rows } = flow
  const found: number[] = []
  const closing: number[] = []
  let read = 0
  for (let at = 0; at < rows.count && read < MOST_READ; at++) {
    if (senderOf(rows, at) !== side || rows.length[at] === 0) continue
    read += 1
    const text = flow.payload(at)
    if (!begins.test(text)) continue
    found.push(at)
    if (CLOSES.test(text)) closing.push(at)
  }
  return { found, closing, isAll: read < MOST_READ }
}

export const httpConnections: Teller = (flow) => {
  if (flow.protocol !== 'http') return null
  const requests = messages(flow, CLIENT, METHODS)
  const [firstRequest] = requests.found
  if (firstRequest === undefined) return null
  const answers = messages(flow, SERVER, ANSWERS)
  const count = requests.found.length
  const [closeHeader] = [...requests.closing, ...answers.closing].sort((one, other) => one - other)
  const answer = [
    requests.isAll
      ? said`Requests on this connection: ${count}, the first in frame ${frameAt(flow, firstRequest)}.`
      : said`Requests on this connection: ${count} or more, the first in frame ${frameAt(flow, firstRequest)}.`,
    closeHeader === undefined
      ? said`HTTP/1.1 keeps a connection for further requests unless somebody says otherwise, and nobody did.`
      : said`Frame ${frameAt(flow, closeHeader)} says “Connection: close”: one answer more, and the connection ends.`,
    ...closedBy(flow),
  ]
  return {
    id: 'http-connections',
    question: said`How many HTTP requests does one connection carry, and who closes it?`,
    answer,
    evidence: [
      ...requests.found.slice(0, 5).map((at) => [at, said`a request`] as const),
      ...(closeHeader === undefined ? [] : [[closeHeader, said`announces the close`] as const]),
      ...SIDES.flatMap((side) => {
        const fin = milestonesOf(flow).fin[side]
        return fin < 0 ? [] : [[fin, said`FIN of the ${roleOf(side)}`] as const]
      }),
    ],
  }
}

function closedBy(flow: ExplainedFlow): string[] {
  const { rows, timers } = flow
  const { fin } = milestonesOf(flow)
  const [client, server] = fin
  if (client < 0 && server < 0) return [said`Nobody closed it while it was captured.`]
  const first: SideIndex = server < 0 || (client >= 0 && client < server) ? CLIENT : SERVER
  const who = roleOf(first)
  const opened = said`The ${who} closed first, in frame ${frameAt(flow, fin[first])}.`
  if (stateOf(rows.states[rows.count - 1] ?? 0, first) !== TcpState.TIME_WAIT) return [opened]
  const { timeWait, system } = timers[first]
  return [
    opened,
    said`So it is the ${who} that stays in TIME_WAIT for ${timeWait} s (${system}, assumed). With one short connection a request, these pile up; with many requests on one connection there is one.`,
  ]
}
