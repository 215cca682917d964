/**
 * A whole graph as an SVG of its own: vectors, no fonts, nothing fetched, the same bytes for the same flow, language and
 * theme, however large the window is. It names no address.
 */
import type { Graph, GraphSeries } from '../../contracts/graphs'
import { i18n } from '../i18n/i18n'
import { formatCount, formatDuration } from '../ui/format'
import { type Inks, LOOKS } from './looks'
import { MARGIN, type Picture, pictureOf } from './picture'
import { coordinate, markAt, markPaint, seriesParts } from './svgSeries'
import { timeTicks, valueTicks } from './words'

/** Pixels of the graph without its head and legend; what the engine thins it for. */
export const SVG_SIZE = { width: 1280, height: 640 } as const
/** Room for the head, for a row of the legend, and beside both. */
const HEAD = 46
const LEGEND_ROW = 20
const PAD = 12
const SIGN = 26
const GAP = 22
/** Widths of letters at 12 px, about: nothing measures them here. */
const LATIN = 6.6
const HAN = 12

const MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
const WORDS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans SC',sans-serif"
const STYLE = `text{font-family:${WORDS};font-size:12px}.figures{font-family:${MONO};font-size:11px}.head{font-size:14px;font-weight:600}`

/** @param graph the whole flow, thinned for SVG_SIZE.width columns. */
export function graphSvg(graph: Graph, inks: Inks): string {
  return [...parts(graph, inks)].join('')
}

function* parts(graph: Graph, inks: Inks): Generator<string> {
  const { width, height } = SVG_SIZE
  const picture = pictureOf(graph, { from: 0, to: graph.span }, width, height)
  const title = titleOf(graph)
  const legend = legendOf(graph, width)
  const whole = HEAD + height + legend.rows * LEGEND_ROW + PAD
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" role="img" aria-labelledby="title note" font-family="sans-serif">`
  yield `<title id="title">${escaped(title)}</title><desc id="note">${escaped(noteOf(graph))}</desc><style>${STYLE}</style>`
  yield `<rect width="${width}" height="${whole}" fill="${inks('panel')}"/>`
  yield `<text class="head" x="${PAD}" y="22" fill="${inks('text')}">${escaped(title)}</text>`
  yield `<text x="${PAD}" y="39" fill="${inks('muted')}">${escaped(noteOf(graph))}</text>`
  yield `<g transform="translate(0 ${HEAD})">`
  yield axes(picture, inks)
  const inner = `x="${MARGIN.left - 5}" y="${MARGIN.top - 6}" width="${width - MARGIN.left - MARGIN.right + 10}" height="${height - MARGIN.top - MARGIN.bottom + 11}"`
  yield `<clipPath id="inner"><rect ${inner}/></clipPath><g clip-path="url(#inner)">`
  for (const series of graph.series) {
    yield `<g data-series="${series.role}">`
    yield* seriesParts(picture, series, inks)
    yield '</g>'
  }
  yield '</g></g>'
  yield* legend.draw(HEAD + height + 6, inks)
  yield '</svg>\n'
}

const titleOf = ({ flow, kind, direction }: Graph): string =>
  i18n.t('graphs:svg.title', {
    flow,
    graph: i18n.t('graphs:plot', {
      graph: i18n.t(`graphs:kinds.${kind}`),
      sender: i18n.t(`graphs:sends.${direction}`),
    }),
  })

/** How many points there are and, where a picture can't show each, which of them it shows. */
function noteOf({ series, meanOver }: Graph): string {
  if (meanOver !== null) return i18n.t('graphs:meanOver', { time: formatDuration(meanOver) })
  const total = series.reduce((sum, one) => sum + one.total, 0)
  const drawn = series.reduce((sum, one) => sum + one.time.length, 0)
  const amount = formatCount(total)
  return drawn >= total
    ? i18n.t('graphs:svg.all', { count: total, amount })
    : i18n.t('graphs:svg.thinned', { amount, drawn: formatCount(drawn) })
}

function axes(picture: Picture, inks: Inks): string {
  const { width, height, x, y, graph } = picture
  const bottom = height - MARGIN.bottom
  const lines: string[] = []
  const texts: string[] = [
    `<text x="8" y="13" fill="${inks('muted')}">${escaped(i18n.t(`graphs:axis.${graph.kind}`))}</text>`,
  ]
  const figures = (left: number, top: number, anchor: string, text: string) =>
    texts.push(
      `<text class="figures" x="${coordinate(left)}" y="${coordinate(top)}" text-anchor="${anchor}" fill="${inks('muted')}">${escaped(text)}</text>`,
    )
  for (const { value, text } of valueTicks(picture)) {
    const top = Math.round(y(value)) + 0.5
    if (top < MARGIN.top + 4 || top > bottom + 1) continue
    lines.push(`M${MARGIN.left} ${top}H${width - MARGIN.right}`)
    figures(MARGIN.left - 7, top + 4, 'end', text)
  }
  lines.push(`M${MARGIN.left} ${bottom + 0.5}H${width - MARGIN.right}`)
  for (const { value, text } of timeTicks(picture)) {
    const left = Math.round(x(value)) + 0.5
    lines.push(`M${left} ${bottom}v4`)
    const half = (text.length * LATIN) / 2
    const anchor = left + half > width - 2 ? 'end' : 'middle'
    figures(anchor === 'end' ? width - 4 : left, height - 6, anchor, text)
  }
  return `<path d="${lines.join('')}" stroke="${inks('line')}" fill="none"/>${texts.join('')}`
}

interface Sign {
  readonly series: GraphSeries
  readonly words: string
  readonly x: number
  readonly row: number
}

function legendOf(graph: Graph, width: number) {
  const signs: Sign[] = []
  let x = PAD
  let row = 0
  for (const series of graph.series) {
    const words = i18n.t(`graphs:roles.${series.role}`)
    const room = SIGN + widthOf(words) + GAP
    if (x > PAD && x + room > width - PAD) {
      x = PAD
      row += 1
    }
    signs.push({ series, words, x, row })
    x += room
  }
  function* draw(top: number, inks: Inks): Generator<string> {
    for (const { series, words, x: left, row: place } of signs) {
      const y = top + place * LEGEND_ROW + 8
      const { token, mark, line, dash } = LOOKS[series.role]
      const ink = inks(token)
      const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`
      const path = series.shape === 'bars' ? `M${left + 9} ${y - 6}v12` : `M${left} ${y}h18`
      if (series.shape !== 'dots') yield `<path d="${path}" stroke="${ink}" stroke-width="${line}"${dashes}/>`
      if (mark !== 'none' && !(series.shape === 'bars' && mark === 'dot'))
        yield `<path d="${markAt(mark, left + 9, series.shape === 'bars' ? y - 3 : y)}" ${markPaint(mark, ink, 1)}/>`
      yield `<text x="${left + SIGN}" y="${y + 4}" fill="${inks('text')}">${escaped(words)}</text>`
    }
  }
  return { rows: row + 1, draw }
}

const widthOf = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? HAN : LATIN), 0)

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] as string)
