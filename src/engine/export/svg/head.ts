/** Above the rows: which flow this is, its verdict, and who stands where. Below them: what the signs mean. */

import type { Flow, Severity, Side } from '../../../contracts/flow'
import type { ArrowKind } from '../../../contracts/ladderRows'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
import { widthOf } from '../../said/width'
import { certaintyWords, pluralWords } from '../../words'
import type { TimeUnit } from '../timeText'
import { crossAt, STROKES } from './arrows'
import { hatchFill } from './bars'
import { BAR_WIDTH, MARGIN, type RowColumns, WORD_WIDTH } from './columns'
import { lineTop, type Picture } from './picture'
import { escaped, px, shortened, wrapped } from './text'
import { stateToken, type Token } from './theme'

export const MARKS: Readonly<Record<Severity, string>> = { stuck: '■', warning: '▲', note: '●', ok: '✓' }
export const STRONG = ' ladder-strong'
export const LINE = 17
const SENTENCE_LINES = 4
/** Height of the two lines that name an end. */
export const NAMES_HEIGHT = 40

/** Who talks, the verdict and its sentence. Its height depends on the words. */
export function headOf(width: number, flow: Flow): { readonly height: number; draw(picture: Picture): string } {
  const { verdict, client, server, segments } = flow
  const most = Math.floor((width - 2 * MARGIN) / WORD_WIDTH)
  const who = said`${endpointText(client.address, client.port)} to ${endpointText(server.address, server.port)}`
  const count = pluralWords(segments.client + segments.server, 'segment')
  const sentence = wrapped(verdict.sentence, most, SENTENCE_LINES)
  return {
    height: MARGIN + 16 + LINE + sentence.length * LINE + 10,
    draw: ({ paint }) => {
      const tone = paint(verdict.severity)
      const line = (text: string, place: number, ink: string, strength = '') =>
        `<text class="ladder-words${strength}" x="${MARGIN}" y="${MARGIN + 12 + place * LINE}" fill="${ink}">${escaped(text)}</text>`
      return [
        line(shortened(`${who}${said`, ${count}`}`, most), 0, paint('text'), STRONG),
        line(said`${MARKS[verdict.severity]} ${verdict.title} (${certaintyWords(verdict.certainty)})`, 1, tone, STRONG),
        ...sentence.map((text, place) => line(text, 2 + place, paint('text'))),
      ].join('')
    },
  }
}

/** The ends' roles and addresses above their bars, and the units of what stands in the margins. */
export function namesOf(picture: Picture, columns: RowColumns, flow: Flow, unit: TimeUnit): string {
  const { paint, top } = picture
  const presumed = flow.clientKnown ? '' : said` (presumed)`
  const name = (side: Side, role: string) => {
    const isClient = side === 'client'
    const x = px(isClient ? columns.clientX : columns.serverX + BAR_WIDTH)
    const anchor = isClient ? '' : ' text-anchor="end"'
    const { address, port } = flow[side]
    const title = `<text class="ladder-words${STRONG}" x="${x}" y="${top - 23}"${anchor} fill="${paint('text')}">${role}${presumed}</text>`
    return `${title}<text x="${x}" y="${top - 8}"${anchor} fill="${paint('muted')}">${escaped(endpointText(address, port))}</text>`
  }
  return `${ruleOf(picture)}${name('client', said`Client`)}${name('server', said`Server`)}${unitsOf(picture, unit)}`
}

/** Between the names and the rows. */
export const ruleOf = ({ frame, paint, top }: Picture): string =>
  `<path d="M0 ${top - 0.5}H${px(frame.width)}" stroke="${paint('line')}"/>`

/** What stands above times and frame numbers. */
export function unitsOf({ frame, paint, top }: Picture, unit: TimeUnit): string {
  const times = `<text x="${px(frame.timeRight)}" y="${top - 8}" text-anchor="end" fill="${paint('muted')}">${unit.name}</text>`
  return `${times}<text x="${px(frame.frameRight)}" y="${top - 8}" text-anchor="end" fill="${paint('muted')}">${said`frame`}</text>`
}

interface Sign {
  readonly words: string
  /** Draws it in 26 by 12 pixels, its middle at `x`, `y`. */
  readonly draw: (x: number, y: number) => string
}

const LEGEND_GAP = 18
const SIGN_WIDTH = 30
const LEGEND_ROW = 18

/** Signs that the picture uses, in rows as wide as it is. */
export function legendOf(picture: Picture): { readonly height: number; draw(): string } {
  const { frame, excerpt, paint } = picture
  const placed: { sign: Sign; x: number; row: number }[] = []
  let x = MARGIN
  let row = 0
  for (const sign of signsOf(picture)) {
    const width = SIGN_WIDTH + widthOf(sign.words) * WORD_WIDTH + LEGEND_GAP
    if (x > MARGIN && x + width > frame.width - MARGIN) {
      x = MARGIN
      row += 1
    }
    placed.push({ sign, x, row })
    x += width
  }
  const top = lineTop(picture, excerpt.lines.length) + 22
  return {
    height: (row + 1) * LEGEND_ROW + 30,
    draw: () =>
      placed
        .map(({ sign, x, row }) => {
          const y = top + row * LEGEND_ROW
          const words = `<text class="ladder-words" x="${px(x + SIGN_WIDTH)}" y="${y + 4}" fill="${paint('muted')}">${sign.words}</text>`
          return `${sign.draw(x + 12, y)}${words}`
        })
        .join(''),
  }
}

function* signsOf(picture: Picture): Generator<Sign> {
  const { excerpt, paint } = picture
  const swatch = (x: number, y: number, fill: string) => {
    const edge = `<path d="M${px(x + 11)} ${y - 6}v12" stroke="${paint('established-edge')}" stroke-width="2"/>`
    return `<rect x="${px(x - 10)}" y="${y - 6}" width="20" height="12" fill="${fill}"/>${edge}`
  }
  const plain = paint(stateToken('ESTABLISHED', 'fill'))
  yield { words: said`state proved`, draw: (x, y) => swatch(x, y, plain) }
  yield {
    words: said`state presumed`,
    draw: (x, y) => `${swatch(x, y, plain)}${swatch(x, y, hatchFill(picture, 'ESTABLISHED'))}`,
  }
  const rows = excerpt.lines.filter((row) => row !== null)
  const hasArrow = (kind: ArrowKind) => rows.some((row) => row.kind === 'segment' && row.arrow === kind)
  const stroke = (kind: ArrowKind | 'ghost') => (x: number, y: number) => {
    const { colour, dash, width } = STROKES[kind]
    const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`
    return `<path d="M${px(x - 12)} ${y + 0.5}h24" stroke="${paint(colour)}" stroke-width="${width}"${dashes}/>`
  }
  const crossed = (colour: Token, reach: number, width: number) => (x: number, y: number) =>
    `<path d="M${px(x - 12)} ${y + 0.5}h18" stroke="${paint(colour)}" stroke-width="1.5"/>${crossAt(x + 7, y + 0.5, reach, width, paint(colour))}`
  if (hasArrow('retransmission')) yield { words: said`sent again`, draw: stroke('retransmission') }
  if (hasArrow('out-of-order')) yield { words: said`out of order`, draw: stroke('out-of-order') }
  if (hasArrow('probe')) yield { words: said`probe`, draw: stroke('probe') }
  if (rows.some((row) => row.kind === 'segment' && row.lost === true))
    yield { words: said`presumably lost`, draw: crossed('warning', 4, 1.6) }
  if (hasArrow('reset')) yield { words: said`reset`, draw: crossed('reset-edge', 5, 2.4) }
  if (rows.some((row) => row.kind === 'ghost')) yield { words: said`expected, not seen`, draw: stroke('ghost') }
}
