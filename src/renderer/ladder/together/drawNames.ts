/** Names of states in bars that are too narrow for a line: in two lines, or upright. */
import type { StateName } from '../../../contracts/names'
import { FONTS, type Paints } from '../brush'
import { EDGE_WIDTH, type RowBar } from '../sceneBars'
import { TWO_LINES } from './columns'

/** As `ss` shortens it; all other names have a place to break. */
const SHORT: Readonly<Partial<Record<StateName, string>>> = { ESTABLISHED: 'ESTAB' }
const LINE = 10
const BASELINE = 12
const INSET = 6

/** The parts of a state's name that stand in lines of their own. */
export function nameLines(state: StateName): readonly string[] {
  const name = SHORT[state] ?? state
  const at = name.indexOf('_') + 1
  return at > 0 ? [name.slice(0, at), name.slice(at)] : [name]
}

/** After all bars and what tears them: a name may reach into the next bar of its state. */
export function drawNarrowName(paints: Paints, bar: RowBar): void {
  if (bar.nameY === null) return
  paints.context.font = FONTS.name
  if (bar.width >= TWO_LINES) drawLines(paints, bar, nameLines(bar.state))
  else drawUpright(paints, bar)
}

function drawLines({ context, palette, widths }: Paints, bar: RowBar, lines: readonly string[]): void {
  const { fill, ink } = palette.states[bar.state]
  const top = Math.min(Math.max(bar.y, 0), bar.stateEnd - lines.length * LINE - 5) + (lines.length === 1 ? 5 : 0)
  if (top < bar.y - 1) return
  const x = bar.x + (bar.side === 'client' ? INSET : EDGE_WIDTH + INSET)
  const room = bar.width - EDGE_WIDTH - 2 * INSET + 3
  const width = Math.min(room, Math.max(...lines.map((line) => widths.of(line))))
  context.textAlign = 'left'
  // Letters need calm ground: on hatching, and where quiet time tears the bar.
  context.fillStyle = fill
  context.fillRect(x - 3, top + 2, width + 6, lines.length * LINE + 2)
  context.fillStyle = ink
  lines.forEach((line, at) => {
    context.fillText(line, x, top + BASELINE + at * LINE - 1, room)
  })
}

function drawUpright({ context, palette, widths }: Paints, bar: RowBar): void {
  const { fill, ink } = palette.states[bar.state]
  const top = Math.max(bar.y, 0)
  const whole = widths.of(bar.state)
  const short = SHORT[bar.state] ?? bar.state
  // What only passes has no room for its name, and is left to the table.
  const fits = (width: number) => width + 2 * INSET <= bar.stateEnd - top
  const name = fits(whole) ? bar.state : fits(widths.of(short)) ? short : ''
  if (name === '') return
  const width = widths.of(name)
  const middle = bar.x + (bar.side === 'client' ? bar.width - EDGE_WIDTH : bar.width + EDGE_WIDTH) / 2
  context.save()
  context.translate(middle + 3.5, top + INSET + width)
  context.rotate(-Math.PI / 2)
  context.textAlign = 'left'
  context.fillStyle = fill
  context.fillRect(-3, -10, width + 6, 13)
  context.fillStyle = ink
  context.fillText(name, 0, 0)
  context.restore()
}
