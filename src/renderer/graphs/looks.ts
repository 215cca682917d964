/** How each series looks: its colour, and a shape that tells it apart without. */
import type { GraphRole } from '../../contracts/graphs'

export type Mark = 'dot' | 'cross' | 'diamond' | 'up' | 'down' | 'square' | 'ring' | 'none'

export interface Look {
  /** Name of the colour's token. */
  readonly token: string
  /** Drawn at each point, or at the upper end of each bar. */
  readonly mark: Mark
  /** Width of line or bar, pixels. */
  readonly line: number
  readonly dash: readonly number[]
}

const SOLID: readonly number[] = []
const look = (token: string, mark: Mark, line = 1.5, dash = SOLID): Look => ({ token, mark, line, dash })

export const LOOKS: Readonly<Record<GraphRole, Look>> = {
  receiveWindow: look('note', 'none', 1.25, [5, 3]),
  ack: look('ok', 'none', 1.5),
  sack: look('time-wait-edge', 'none', 3, [2, 2]),
  data: look('text', 'dot', 1.5),
  outOfOrder: look('warning', 'diamond', 2),
  retransmission: look('stuck', 'cross', 2.5),
  probe: look('muted', 'ring', 1.5),
  syn: look('syn-sent-edge', 'up'),
  fin: look('fin-wait-1-edge', 'down'),
  reset: look('reset-edge', 'square'),
  zeroWindow: look('warning', 'ring', 2),
  windowFull: look('closing-edge', 'square'),
  sample: look('accent', 'dot'),
  smoothed: look('text', 'none', 1.25),
  advertised: look('note', 'none', 1.5, [5, 3]),
  inFlight: look('text', 'none', 1.5),
  throughput: look('accent', 'none', 1.5),
  goodput: look('ok', 'none', 1.5, [5, 3]),
}

/** Colours by token, read of the page. */
export type Inks = (token: string) => string

/** Reads the theme's colours, each once. Call again when the theme changes. */
export function readInks(element: Element): Inks {
  const style = getComputedStyle(element)
  const known = new Map<string, string>()
  return (token) => {
    const ink = known.get(token) ?? style.getPropertyValue(`--${token}`).trim()
    known.set(token, ink)
    return ink
  }
}

/** Outline of a mark around 0, 0, as an SVG path; `size` is half its width. */
export function markPath(mark: Mark, size: number): string {
  const s = size
  switch (mark) {
    case 'cross':
      return `M${-s} ${-s}L${s} ${s}M${-s} ${s}L${s} ${-s}`
    case 'diamond':
      return `M0 ${-s * 1.3}L${s * 1.3} 0L0 ${s * 1.3}L${-s * 1.3} 0Z`
    case 'up':
      return `M0 ${-s * 1.2}L${s * 1.2} ${s}H${-s * 1.2}Z`
    case 'down':
      return `M0 ${s * 1.2}L${s * 1.2} ${-s}H${-s * 1.2}Z`
    case 'square':
      return `M${-s} ${-s}H${s}V${s}H${-s}Z`
    case 'ring':
    case 'dot':
      return `M${s} 0A${s} ${s} 0 1 1 ${-s} 0A${s} ${s} 0 1 1 ${s} 0Z`
    case 'none':
      return ''
  }
}

/** Marks that are lines alone, or hollow. */
export const isHollow = (mark: Mark): boolean => mark === 'cross' || mark === 'ring' || mark === 'diamond'
