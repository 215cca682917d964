/** What stands between two lifelines of a text ladder. */

import type { Side } from '../../contracts/flow'
import type { LadderRow } from '../../contracts/ladderRows'
import { fitting, paddedEnd, paddedStart, widthOf } from '../said/width'

/** The columns between the lifelines, these included: `width` + 2 characters. */
export function betweenLifelines(row: LadderRow, width: number): string {
  switch (row.kind) {
    case 'segment': {
      const stroke = row.arrow === 'retransmission' ? '╌' : '─'
      return `│${arrow(row.label, row.from, stroke, row.lost === true, width)}│`
    }
    case 'ghost':
      return `│${arrow(row.label, row.from, '┄', false, width)}│`
    case 'fold':
      return `│${centred(`( ${row.label} )`, width)}│`
    case 'quiet':
      return `≈${centred(row.label, width)}≈`
    case 'tail':
      return `┊${aligned(tailWords(row.label, row.elapsedNs, row.totalNs), row.side, width)}┊`
  }
}

const BAR_WIDTH = 12

/** A bar of how much of the wait has passed, where it has an end. */
function tailWords(label: string, elapsedNs: number, totalNs: number | null): string {
  if (totalNs === null) return label
  const passed = Math.min(BAR_WIDTH, Math.round((elapsedNs / totalNs) * BAR_WIDTH))
  return `[${'#'.repeat(passed)}${'.'.repeat(BAR_WIDTH - passed)}] ${label}`
}

/** Arrow head and the blanks around the label. */
const ARROW_ENDS = 3

/** The label at its sender's end, then the line to the receiver; a lost one ends half-way. */
function arrow(label: string, from: Side, stroke: string, isLost: boolean, width: number): string {
  const text = shortened(label, width - ARROW_ENDS)
  const room = width - widthOf(text) - ARROW_ENDS
  if (from === 'client') return ` ${text} ${isLost ? lostLine(room + 1, stroke) : `${stroke.repeat(room)}>`}`
  return `${isLost ? mirrored(lostLine(room + 1, stroke)) : `<${stroke.repeat(room)}`} ${text} `
}

function lostLine(room: number, stroke: string): string {
  const reached = Math.floor(room / 2)
  return `${stroke.repeat(reached)}✗${' '.repeat(room - reached - 1)}`
}

const mirrored = (line: string): string => [...line].reverse().join('')

const shortened = (text: string, most: number): string =>
  widthOf(text) <= most ? text : `${text.slice(0, fitting(text, most - 1))}…`

function centred(text: string, width: number): string {
  const cut = shortened(text, width)
  return paddedEnd(paddedStart(cut, Math.floor((width + widthOf(cut)) / 2)), width)
}

function aligned(text: string, side: Side, width: number): string {
  const cut = shortened(text, width - 2)
  return side === 'client' ? paddedEnd(` ${cut}`, width) : paddedStart(`${cut} `, width)
}
