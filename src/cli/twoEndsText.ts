/** The report on two captures as text for people, and as lines of JSON. */
import type { ClockRelation, FlowAtEnd, TwoEndsFlow, TwoEndsReport } from '../contracts/twoEnds'
import { secondsText } from '../engine/export/rows/time'
import { endpointText } from '../engine/flows/address'
import { durationWords, pluralWords } from '../engine/words'

/** First line of the JSON: the captures and their clocks. */
export function clockLine({ first, second, clock, others }: TwoEndsReport): string {
  return jsonLine({ first, second, clock, others })
}

/** One line a flow, its segments in it. */
export const flowLine = (flow: TwoEndsFlow): string => jsonLine(flow)

/** Times are strings of seconds since 1970 with nine decimals, as everywhere on the command line. */
const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? timeText(part) : part))}\n`

const timeText = (ns: bigint): string => secondsText(Number(ns >> 32n), Number(ns & 0xffffffffn))

export function* twoEndsText(report: TwoEndsReport): Generator<string> {
  const { first, second, clock, flows, others } = report
  if (clock === null) {
    yield `${first.name} and ${second.name} have no TCP connection in common: nothing can be told of them together.`
    return
  }
  yield clockWords(report, clock)
  for (const { time, ns } of clock.steps) {
    yield `One of the clocks stepped at ${timeText(time)}: from there on ${second.name} is ${aheadWords(ns)} where it was.`
  }
  for (const end of [first, second]) {
    if ((end.droppedFrames ?? 0) > 0) {
      yield `${end.name} lost ${pluralWords(end.droppedFrames ?? 0, 'frame')} while capturing: what it lacks proves nothing.`
    }
  }
  for (const flow of flows) {
    yield ''
    yield* flowWords(flow, report)
  }
  const alone = others.first + others.second
  if (alone > 0) {
    yield ''
    yield `${pluralWords(alone, 'other connection')} ${alone === 1 ? 'is' : 'are'} in one of the captures only.`
  }
}

function clockWords({ first, second }: TwoEndsReport, clock: ClockRelation): string {
  const sure = clock.uncertaintyNs === null ? '' : ` ± ${durationWords(clock.uncertaintyNs)}`
  const drift = clock.driftPpm === null ? '' : `, drifting ${clock.driftPpm.toFixed(1)} ppm`
  const by = pluralWords(clock.samples, 'segment')
  return `The clock of ${second.name} is ${aheadWords(clock.offsetNs)} that of ${first.name}${sure}${drift} (by ${by}).`
}

const aheadWords = (ns: number): string => (ns < 0 ? `${durationWords(-ns)} behind` : `${durationWords(ns)} ahead of`)

function* flowWords(flow: TwoEndsFlow, report: TwoEndsReport): Generator<string> {
  const near = flow.clientEnd === 'first' ? flow.first : flow.second
  const shown = near ?? flow.first ?? flow.second
  if (shown !== null) yield `${pathWords(shown)}  ${numbersWords(flow, report)}`
  for (const sentence of flow.sentences) yield `  ${sentence}`
}

const pathWords = ({ client, server }: FlowAtEnd): string =>
  `${endpointText(client.address, client.port)} > ${endpointText(server.address, server.port)}`

/** Where each capture's own commands show this flow. */
function numbersWords({ first, second }: TwoEndsFlow, report: TwoEndsReport): string {
  const part = (name: string, flow: FlowAtEnd | null): string =>
    flow === null ? `not in ${name}` : `flow ${flow.flow} of ${name}`
  return `(${part(report.first.name, first)}, ${part(report.second.name, second)})`
}
