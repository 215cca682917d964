/**
 * What a search within a ladder asks for: `FIN`, `SYN,ACK`, `seq 413`, `ack > 1000`, `> 1000 B`, `win < 1 kB`, `#813`,
 * `813`, `CLOSE_WAIT`, `retransmission`, `server`, `time > 1.5 s`; anything else is looked for in the label.
 */
import { Flag } from '../../contracts/abi'
import { ANALYSIS_NAMES, FLAG_NAMES, STATE_NAMES } from '../../contracts/names'
import { CLIENT, type FlowRows, hasAnalysis, SERVER, SIDES, senderOf, stateOf } from './flowRows'
import { labelOf } from './label'

/** Whether the segment at a position is meant. */
export type Term = (rows: FlowRows, position: number) => boolean

export interface Terms {
  /** All must hold. */
  readonly all: readonly Term[]
  /** Labels must be made to tell: much dearer than numbers. */
  readonly readsLabels: boolean
}

/** Understood from the beginning of the text; returns the term, or null where the pattern means something else. */
interface Pattern {
  readonly pattern: RegExp
  readonly term: (found: RegExpExecArray) => Term | null
}

const AND = /^(?:\s+|&&|and\b)+/i
const FLAG_LIST = `(?:${FLAG_NAMES.join('|')})`
/** Any of these names, the longest that fits, its words apart or joined. */
const oneOf = (names: readonly string[]): string =>
  [...names]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replaceAll('_', '[ _-]?'))
    .join('|')
const FACTORS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 }

/** Columns that can be compared with a number. */
const COLUMNS: Readonly<Record<string, (rows: FlowRows, position: number) => number>> = {
  seq: (rows, position) => rows.seq[position] ?? 0,
  ack: (rows, position) => rows.ack[position] ?? 0,
  len: (rows, position) => rows.length[position] ?? 0,
  length: (rows, position) => rows.length[position] ?? 0,
  bytes: (rows, position) => rows.length[position] ?? 0,
  win: (rows, position) => rows.window[position] ?? 0,
  window: (rows, position) => rows.window[position] ?? 0,
  frame: (rows, position) => rows.frame[position] ?? 0,
  time: (rows, position) => rows.time[position] ?? 0,
}

const COMPARE: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '==': (one, other) => one === other,
  '>': (one, other) => one > other,
  '<': (one, other) => one < other,
  '>=': (one, other) => one >= other,
  '<=': (one, other) => one <= other,
}

const PATTERNS: readonly Pattern[] = [
  {
    pattern:
      /^(?:(seq|ack|len|length|bytes|win|window|frame|time)\s*)?(==|=|>=|<=|>|<)\s*([\d,.]+)\s*(gb|mb|kb|b|us|µs|ms|s)?(?![\w.])/i,
    term: ([, name, sign = '=', number = '', unit]) => comparison(name ?? 'len', sign, number, unit),
  },
  {
    pattern: /^(seq|ack|len|length|bytes|win|window|frame)\s+([\d,]+)(?![\w.])/i,
    term: ([, name = '', number = '']) => comparison(name, '=', number, undefined),
  },
  { pattern: /^#(\d+)\b/, term: ([, number = '']) => comparison('frame', '=', number, undefined) },
  {
    pattern: /^([\d,]+)(?![\w.])/,
    term: ([, text = '']) => {
      const number = numberOf(text)
      return (rows, position) =>
        rows.frame[position] === number || rows.seq[position] === number || rows.ack[position] === number
    },
  },
  {
    pattern: new RegExp(`^(${FLAG_LIST}(?:,${FLAG_LIST})*)(?![\\w-])`, 'i'),
    term: ([, text = '']) => {
      const bits = text.split(',').reduce((all, name) => all | (Flag[name.toUpperCase() as keyof typeof Flag] ?? 0), 0)
      return (rows, position) => ((rows.flags[position] ?? 0) & bits) === bits
    },
  },
  {
    pattern: /^(client|server)\b/i,
    term: ([, name = '']) => {
      const side = name.toLowerCase() === 'client' ? CLIENT : SERVER
      return (rows, position) => senderOf(rows, position) === side
    },
  },
  {
    pattern: new RegExp(`^(${oneOf(STATE_NAMES)})(?!\\w)`, 'i'),
    term: ([, name = '']) => becomes(name),
  },
  {
    pattern: new RegExp(`^(${oneOf(ANALYSIS_NAMES)})s?(?!\\w)`, 'i'),
    term: ([, name = '']) => {
      const bit = 1 << placeOf(ANALYSIS_NAMES, name)
      return (rows, position) => hasAnalysis(rows, position, bit)
    },
  },
]

/** The terms of a search text; none for an empty one. */
export function termsOf(text: string): Terms {
  const all: Term[] = []
  let readsLabels = false
  let rest = text.replace(AND, '').trimEnd()
  while (rest !== '') {
    const known = understood(rest)
    if (known !== null) all.push(known.term)
    const word = known?.length ?? /^\S+/.exec(rest)?.[0].length ?? rest.length
    if (known === null) {
      const wanted = rest.slice(0, word).toLowerCase()
      all.push((rows, position) => labelOf(rows, position).toLowerCase().includes(wanted))
      readsLabels = true
    }
    rest = rest.slice(word).replace(AND, '')
  }
  return { all, readsLabels }
}

function understood(text: string): { readonly term: Term; readonly length: number } | null {
  for (const { pattern, term } of PATTERNS) {
    const found = pattern.exec(text)
    const meant = found === null ? null : term(found)
    if (found !== null && meant !== null) return { term: meant, length: found[0].length }
  }
  return null
}

const numberOf = (text: string): number => Number(text.replaceAll(',', ''))

function comparison(name: string, sign: string, text: string, unit: string | undefined): Term | null {
  const column = COLUMNS[name.toLowerCase()]
  const compare = COMPARE[sign]
  const number = numberOf(text) * (FACTORS[unit?.toLowerCase() ?? 'b'] ?? 1)
  if (column === undefined || compare === undefined || Number.isNaN(number)) return null
  // A time without a unit is in seconds, as the ladder's long flows count.
  const wanted = name.toLowerCase() === 'time' && unit === undefined ? number * 1e9 : number
  return (rows, position) => compare(column(rows, position), wanted)
}

/** Segments with which either end enters a state. */
function becomes(name: string): Term {
  const state = placeOf(STATE_NAMES, name)
  return (rows, position) =>
    SIDES.some((side) => {
      const isIn = stateOf(rows.states[position] ?? 0, side) === state
      return isIn && (position === 0 || stateOf(rows.states[position - 1] ?? 0, side) !== state)
    })
}

const plain = (name: string): string => name.toLowerCase().replace(/[ _-]/g, '')
const placeOf = (names: readonly string[], name: string): number =>
  names.findIndex((known) => plain(known) === plain(name))
