/**
 * A report on a whole capture as one page of HTML: opens offline, runs no script, fetches nothing, light or dark as its
 * reader's system is. The same capture gives the same bytes.
 */
import { troubledFlows } from '../../save/verdictComments'
import { severityOf } from '../../verdicts/judge'
import { countWords } from '../../words'
import { factsOf, findingsOf, qualityOf } from './facts'
import { flowCard } from './flowCard'
import { flowTable } from './flowTable'
import { PAGE_END, pageHead } from './page'
import type { Reported } from './reported'

/** Flows with a card and a ladder of their own. */
const CARDS_AT_MOST = 25

/** Pieces of the page, in order; a card takes up to a few milliseconds. */
export function* reportHtml(reported: Reported): Generator<string> {
  const troubled = troubledFlows(reported.codes.keys(), reported.codes)
  const worst = troubled.slice(0, CARDS_AT_MOST)
  const carded = new Set(worst)
  const total = countTroubled(reported.codes)
  yield pageHead(`${reported.name}: report by Lastack`)
  yield* factsOf(reported)
  yield* qualityOf(reported)
  yield* findingsOf(reported)
  yield* flowTable(reported, troubled, total, (flow) => carded.has(flow))
  if (worst.length > 0) {
    const more = total - worst.length
    const rest =
      more === 0
        ? ''
        : `<p>The ${worst.length} worst; ${countWords(more)} more have no ladder here: lastack ladder prints any.</p>`
    yield `<section aria-labelledby="cards"><h2 id="cards">Why, and what to do</h2>${rest}`
    for (const flow of worst) yield* flowCard(reported, flow)
    yield '</section>'
  }
  yield PAGE_END
}

function countTroubled(codes: Uint16Array): number {
  let count = 0
  for (const code of codes) if (severityOf(code) === 'stuck' || severityOf(code) === 'warning') count += 1
  return count
}
