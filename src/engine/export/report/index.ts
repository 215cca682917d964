/**
 * A report on a whole capture as one page of HTML: opens offline, runs no script, fetches nothing, light or dark as its
 * reader's system is. The same capture gives the same bytes.
 */
import { said } from '../../said/said'
import { troubledFlows } from '../../save/verdictComments'
import { severityOf } from '../../verdicts/judge'
import { countWords } from '../../words'
import { factsOf, findingsOf, qualityOf } from './facts'
import { flowCard } from './flowCard'
import { flowTable, ROWS_AT_MOST } from './flowTable'
import { PAGE_END, pageHead } from './page'
import type { Reported } from './reported'

/** Flows with a card and a ladder of their own. */
const CARDS_AT_MOST = 25

/** A card takes as long as so many rows of the table of flows. */
const ROWS_A_CARD = 20

/**
 * Pieces of the page, in order; a card takes up to a few milliseconds.
 *
 * @param tell hears how much of it is there: 0 to 1.
 */
export function* reportHtml(reported: Reported, tell: (share: number) => void = () => undefined): Generator<string> {
  const troubled = troubledFlows(reported.codes.keys(), reported.codes)
  const worst = troubled.slice(0, CARDS_AT_MOST)
  const carded = new Set(worst)
  const total = countTroubled(reported.codes)
  yield pageHead(said`${reported.name}: report by Lastack`)
  yield* factsOf(reported)
  yield* qualityOf(reported)
  yield* findingsOf(reported)
  const rows = Math.min(troubled.length, ROWS_AT_MOST)
  const all = rows + worst.length * ROWS_A_CARD
  let done = 0
  for (const piece of flowTable(reported, troubled, total, (flow) => carded.has(flow))) {
    yield piece
    done = Math.min(rows, done + 1)
    tell(done / Math.max(1, all))
  }
  if (worst.length > 0) {
    const more = total - worst.length
    const rest =
      more === 0
        ? ''
        : `<p>${said`The ${worst.length} worst; ${countWords(more)} more have no ladder here: lastack ladder prints any.`}</p>`
    yield `<section aria-labelledby="cards"><h2 id="cards">${said`Why, and what to do`}</h2>${rest}`
    for (const [index, flow] of worst.entries()) {
      yield* flowCard(reported, flow)
      tell((rows + (index + 1) * ROWS_A_CARD) / all)
    }
    yield '</section>'
  }
  yield PAGE_END
}

function countTroubled(codes: Uint16Array): number {
  let count = 0
  for (const code of codes) if (severityOf(code) === 'stuck' || severityOf(code) === 'warning') count += 1
  return count
}
