/** One flow of a report: its verdict with evidence, what speaks against it, what to do, and its ladder. */

import type { Evidence, Flow, NextStep } from '../../../contracts/flow'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
import { certaintyWords } from '../../words'
import { frameId, ladderSvg } from '../svg/index'
import { escaped } from '../svg/text'
import { paintOfPage } from '../svg/theme'
import { listOf, paragraph, severityMark } from './marks'
import { flowOf, ladderOf, type Reported } from './reported'

/** Rows of a ladder in a report; the picture says how many are left out. */
const ROWS_AT_MOST = 300
const SYSTEMS = { linux: 'Linux', macos: 'macOS', windows: 'Windows (PowerShell)' } as const

export function* flowCard(reported: Reported, id: number): Generator<string> {
  const flow = flowOf(reported, id)
  const { verdict, client, server, also } = flow
  const prefix = `flow-${id}-`
  const who = said`${endpointText(client.address, client.port)} to ${endpointText(server.address, server.port)}`
  yield `<article class="card" id="flow-${id}" aria-labelledby="${prefix}title">`
  yield `<p>${severityMark(verdict.severity)} <span class="muted">${said`${certaintyWords(verdict.certainty)}; flow ${id}, `}<span class="mono">${escaped(who)}</span></span></p>`
  yield `<h3 id="${prefix}title">${escaped(verdict.title)}</h3>${paragraph(verdict.sentence)}`
  if (verdict.evidence.length > 0)
    yield `<h4>${said`Evidence`}</h4>${listOf(verdict.evidence.map((one) => evidenceItem(prefix, one)))}`
  yield `<h4>${said`What speaks against it`}</h4>`
  yield verdict.counterEvidence.length === 0 ? paragraph(said`Nothing.`) : listOf(verdict.counterEvidence.map(escaped))
  if (verdict.expectedNext !== '') yield `<h4>${said`Expected next`}</h4>${paragraph(verdict.expectedNext)}`
  if (verdict.nextStep.text !== '') yield `<h4>${said`Next step`}</h4>${stepOf(verdict.nextStep)}`
  if (also.length > 0)
    yield `<h4>${said`Also true of this flow`}</h4>${listOf(also.map(({ severity, title }) => `${severityMark(severity)} ${escaped(title)}`))}`
  yield* pictureOf(reported, flow, prefix)
  yield '</article>'
}

function pictureOf(reported: Reported, flow: Flow, prefix: string): Generator<string> {
  const frames = flow.verdict.evidence.map(({ frame }) => frame)
  const ladder = ladderOf(reported, flow)
  return ladderSvg({ flow, ladder, paint: paintOfPage, most: ROWS_AT_MOST, inPage: { prefix, frames } })
}

const evidenceItem = (prefix: string, { frame, shows }: Evidence): string =>
  `<a href="#${frameId(prefix, frame)}">${said`Frame ${frame}`}</a>${said`: ${escaped(shows)}`}`

/** The command of each system, once where they are alike. */
function stepOf({ text, commands }: NextStep): string {
  const known = (Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[]).filter((system) => commands[system] !== '')
  const isOne = new Set(known.map((system) => commands[system])).size <= 1
  const shown = isOne ? known.slice(0, 1) : known
  const boxes = shown.map((system) => {
    const name = isOne ? '' : `<p class="muted">${SYSTEMS[system]}</p>`
    return `${name}<pre>${escaped(commands[system])}</pre>`
  })
  return `${paragraph(text)}${boxes.join('')}`
}
