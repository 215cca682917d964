/** The troubled flows of a capture, the worst first. */

import type { Flow } from '../../../contracts/flow'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
import { byteWords, countWords, durationWords, pluralWords } from '../../words'
import { escaped } from '../svg/text'
import { severityMark } from './marks'
import { firstTime, flowOf, type Reported } from './reported'

/** More of them are counted only. */
export const ROWS_AT_MOST = 500

const headings = (): readonly (readonly [string, string])[] => [
  [said`Flow`, ' class="number"'],
  [said`Verdict`, ''],
  [said`Client`, ''],
  [said`Server`, ''],
  [said`States`, ''],
  [said`Start`, ' class="number"'],
  [said`Duration`, ' class="number"'],
  [said`Sent`, ' class="number"'],
  [said`Received`, ' class="number"'],
]

/** @param troubled the worst first, of `total`. @param hasCard whether the flow has a card of its own below. */
export function* flowTable(
  reported: Reported,
  troubled: readonly number[],
  total: number,
  hasCard: (flow: number) => boolean,
): Generator<string> {
  yield `<section aria-labelledby="flows"><h2 id="flows">${said`Flows in trouble`}</h2>`
  if (troubled.length === 0) {
    yield `<p>${said`No flow is stuck, and none has a warning.`}</p></section>`
    return
  }
  const start = firstTime(reported.core) ?? 0n
  const more = total - Math.min(troubled.length, ROWS_AT_MOST)
  const rest = more > 0 ? said`; ${countWords(more)} more are left out of this table` : ''
  yield `<div class="wide" tabindex="0" role="region" aria-labelledby="flows"><table><caption>${said`${pluralWords(total, 'flow')}, the worst first${rest}`}</caption>`
  yield `<thead><tr>${headings()
    .map(([title, attributes]) => `<th scope="col"${attributes}>${title}</th>`)
    .join('')}</tr></thead><tbody>`
  for (const id of troubled.slice(0, ROWS_AT_MOST)) yield rowOf(flowOf(reported, id), start, hasCard(id))
  yield '</tbody></table></div></section>'
}

function rowOf(flow: Flow, start: bigint, hasCard: boolean): string {
  const { verdict, client, server, state, bytes } = flow
  const name = hasCard ? `<a href="#flow-${flow.flow}">${flow.flow}</a>` : String(flow.flow)
  const number = (text: string) => `<td class="number">${text}</td>`
  return [
    `<tr>${number(name)}<td>${severityMark(verdict.severity)}<br>${escaped(verdict.title)}</td>`,
    `<td class="mono">${escaped(endpointText(client.address, client.port))}</td>`,
    `<td class="mono">${escaped(endpointText(server.address, server.port))}</td>`,
    `<td class="mono">${state.client}<br>${state.server}</td>`,
    number(durationWords(Number(flow.first - start))),
    number(durationWords(Math.max(0, Number(flow.last - flow.first)))),
    `${number(byteWords(bytes.client))}${number(byteWords(bytes.server))}</tr>`,
  ].join('')
}
