/** The marks at both ends of a flow: a shape for how it opened and how it stands, besides the colour. */
import type { Outcome } from '../../../contracts/flowList'
import type { Opening } from '../../../contracts/timeline'
import type { Palette } from '../../ladder/palette'

export type Shape = 'dot' | 'ring' | 'bar' | 'cross' | 'diamond' | 'arrow'

const OPENING_SHAPES: Readonly<Record<Opening, Shape>> = { handshake: 'dot', attempt: 'ring', before: 'bar' }

const ENDING_SHAPES: Readonly<Record<Outcome, Shape>> = {
  LISTEN: 'ring',
  SYN_SENT: 'ring',
  SYN_RCVD: 'ring',
  ESTABLISHED: 'arrow',
  FIN_WAIT_1: 'diamond',
  FIN_WAIT_2: 'diamond',
  CLOSE_WAIT: 'diamond',
  CLOSING: 'diamond',
  LAST_ACK: 'diamond',
  TIME_WAIT: 'dot',
  CLOSED: 'dot',
  RESET: 'cross',
  UNKNOWN: 'bar',
}

export const openingShape = (opening: Opening): Shape => OPENING_SHAPES[opening]
export const endingShape = (outcome: Outcome): Shape => ENDING_SHAPES[outcome]

export function outcomeColour(palette: Palette, outcome: Outcome): string {
  return outcome === 'RESET' ? palette.reset : palette.states[outcome].edge
}

export function openingColour(palette: Palette, opening: Opening): string {
  if (opening === 'handshake') return palette.states.ESTABLISHED.edge
  return opening === 'attempt' ? palette.states.SYN_SENT.edge : palette.states.UNKNOWN.edge
}

/** Draws a mark in one colour, over the surface. @param r half its width. */
export function drawMark(
  context: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  r: number,
  colour: string,
  surface: string,
): void {
  context.fillStyle = colour
  context.strokeStyle = colour
  context.lineWidth = 1.5
  context.beginPath()
  switch (shape) {
    case 'dot':
      context.arc(x, y, r, 0, 2 * Math.PI)
      context.fill()
      return
    case 'ring':
      context.arc(x, y, r - 0.4, 0, 2 * Math.PI)
      context.fillStyle = surface
      context.fill()
      context.stroke()
      return
    case 'bar':
      context.rect(x - 1, y - r - 0.5, 2, 2 * r + 1)
      context.fill()
      return
    case 'cross':
      context.lineWidth = 1.8
      context.moveTo(x - r, y - r)
      context.lineTo(x + r, y + r)
      context.moveTo(x + r, y - r)
      context.lineTo(x - r, y + r)
      context.stroke()
      return
    case 'diamond':
      context.moveTo(x, y - r - 0.8)
      context.lineTo(x + r + 0.8, y)
      context.lineTo(x, y + r + 0.8)
      context.lineTo(x - r - 0.8, y)
      context.fill()
      return
    case 'arrow':
      context.moveTo(x - r + 0.5, y - r - 0.3)
      context.lineTo(x + r + 1, y)
      context.lineTo(x - r + 0.5, y + r + 0.3)
      context.fill()
  }
}
