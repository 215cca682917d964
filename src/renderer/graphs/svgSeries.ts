/** Series of a graph as SVG paths: one for each line, one for all marks of a series, so that files stay small. */
import type { GraphSeries } from '../../contracts/graphs'
import { type Inks, isHollow, LOOKS, type Mark } from './looks'
import { drawnValue, type Picture } from './picture'

const SIZE = 4
const DOT = 4.4
const SMALL_DOT = 2.8
const MANY = 400
/** Bars as long as this have ends. */
const ENDS = 8

/** A coordinate, to a tenth of a pixel. */
export const coordinate = (value: number): string => String(Math.round(value * 10) / 10)

/** All of a series, in the colours of `inks`. */
export function* seriesParts(picture: Picture, series: GraphSeries, inks: Inks): Generator<string> {
  const { token, mark, line, dash } = LOOKS[series.role]
  const ink = inks(token)
  const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`
  const stroke = `fill="none" stroke="${ink}" stroke-width="${line}"${dashes}`
  if (series.shape === 'bars') yield `<path d="${barsPath(picture, series)}" ${stroke}/>`
  else if (series.shape !== 'dots') yield `<path d="${linePath(picture, series)}" ${stroke}/>`
  if (mark === 'none' || (series.shape !== 'dots' && (series.shape !== 'bars' || mark === 'dot'))) return
  yield `<path d="${marksPath(picture, series, mark)}" ${markPaint(mark, ink, series.time.length)}/>`
}

/** How marks of a kind are painted, of `count` on one picture. */
export function markPaint(mark: Mark, ink: string, count: number): string {
  if (mark === 'dot')
    return `fill="none" stroke="${ink}" stroke-width="${count > MANY ? SMALL_DOT : DOT}" stroke-linecap="square"`
  return isHollow(mark) ? `fill="none" stroke="${ink}" stroke-width="1.75"` : `fill="${ink}"`
}

/** The outline of a mark around a point. A dot is a line of no length: its width is its size. */
export function markAt(mark: Mark, x: number, y: number): string {
  const s = SIZE
  const from = (dx: number, dy: number) => `M${coordinate(x + dx)} ${coordinate(y + dy)}`
  switch (mark) {
    case 'dot':
      return `${from(0, 0)}h.01`
    case 'cross':
      return `${from(-s, -s)}l${2 * s} ${2 * s}m${-2 * s} 0l${2 * s} ${-2 * s}`
    case 'diamond':
      return `${from(0, -1.3 * s)}l${1.3 * s} ${1.3 * s}l${-1.3 * s} ${1.3 * s}l${-1.3 * s} ${-1.3 * s}z`
    case 'up':
      return `${from(0, -1.2 * s)}l${1.2 * s} ${2.2 * s}h${-2.4 * s}z`
    case 'down':
      return `${from(0, 1.2 * s)}l${1.2 * s} ${-2.2 * s}h${-2.4 * s}z`
    case 'square':
      return `${from(-s, -s)}h${2 * s}v${2 * s}h${-2 * s}z`
    case 'ring':
      return `${from(s, 0)}a${s} ${s} 0 1 1 ${-2 * s} 0a${s} ${s} 0 1 1 ${2 * s} 0z`
    case 'none':
      return ''
  }
}

function linePath({ graph, x, y }: Picture, { time, low, shape }: GraphSeries): string {
  let path = ''
  for (let at = 0; at < time.length; at += 1) {
    const left = coordinate(x(time[at] as number))
    const top = coordinate(y(drawnValue(graph, low[at] as number)))
    path += at === 0 ? `M${left} ${top}` : shape === 'steps' ? `H${left}V${top}` : `L${left} ${top}`
  }
  // What holds at the end of the flow holds on.
  return shape === 'steps' && time.length > 0 ? `${path}H${coordinate(x(graph.to))}` : path
}

/** Bars of at least a pixel and a half, with ends once there is room for them. */
function barsPath({ graph, x, y }: Picture, { time, low, high }: GraphSeries): string {
  let path = ''
  for (let at = 0; at < time.length; at += 1) {
    const left = x(time[at] as number)
    const from = y(drawnValue(graph, low[at] as number))
    const to = y(drawnValue(graph, (high ?? low)[at] as number))
    const length = Math.max(1.5, from - to)
    const top = (from + to - length) / 2
    path += `M${coordinate(left)} ${coordinate(top)}v${coordinate(length)}`
    if (length >= ENDS) path += `m-2.5 0h5m0 ${coordinate(-length)}h-5`
  }
  return path
}

function marksPath({ graph, x, y }: Picture, { time, low, high }: GraphSeries, mark: Mark): string {
  const values = high ?? low
  let path = ''
  for (let at = 0; at < time.length; at += 1)
    path += markAt(mark, x(time[at] as number), y(drawnValue(graph, values[at] as number)))
  return path
}
