/** The control bits of a segment. The core's column holds all but the reserved ones, which next to nobody sets. */
import { COLUMN_FLAGS, FLAGS_MASK, Flag, RareKind } from '../../../contracts/abi'
import { eachRare } from '../../rare'
import type { Row } from '../run/row'
import { column } from './column'
import { type Field, type FieldTable, type FillPage, Level } from './field'

const ALL_BITS = 0xfff
/** A letter a bit, the highest first. */
const LETTERS = 'RRRACEUAPRSF'
const UNSET = '·'

function reservedOf({ core, segment }: Row): number {
  let bits = 0
  eachRare(core, RareKind.RESERVED_FLAGS, segment.index, segment.index + 1, (_, low) => {
    bits = low
  })
  return bits
}

const allFlags = (row: Row): number => row.segment.flags | reservedOf(row)

const fillBits =
  (bits: number): FillPage =>
  ({ u16, pointer, rows }, out) => {
    const from = (pointer + COLUMN_FLAGS) >>> 1
    for (let row = 0; row < rows; row += 1) out[row] = (u16[from + row] as number) & bits
  }

const fillReserved =
  ({ core }: Row): FillPage =>
  ({ first, rows }, out) =>
    eachRare(core, RareKind.RESERVED_FLAGS, first, first + rows, (segment, low) => {
      out[segment - first] = (out[segment - first] as number) | low
    })

const fillAll = (row: Row): FillPage => {
  const reserved = fillReserved(row)
  const others = fillBits(FLAGS_MASK)
  return (page, out) => {
    others(page, out)
    reserved(page, out)
  }
}

const flag = (name: string, bit: Flag, meaning: string): Field =>
  column(
    `tcp.flags.${name}`,
    meaning,
    1,
    ({ segment }) => Number((segment.flags & bit) !== 0),
    () => (page, out) => {
      fillBits(bit)(page, out)
      for (let row = 0; row < page.rows; row += 1) out[row] = out[row] === 0 ? 0 : 1
    },
    'boolean',
  )

const reserved = column(
  'tcp.flags.res',
  'A reserved bit is set',
  1,
  (row) => Number(reservedOf(row) !== 0),
  (row) => {
    const fill = fillReserved(row)
    return (page, out) => {
      out.fill(0, 0, page.rows)
      fill(page, out)
      for (let at = 0; at < page.rows; at += 1) out[at] = out[at] === 0 ? 0 : 1
    }
  },
  'boolean',
)

/** By flags: each is made once. */
const texts: string[] = []

function lettersOf(flags: number): string {
  texts[flags] ??= [...LETTERS]
    .map((letter, at) => (((flags >> (LETTERS.length - 1 - at)) & 1) !== 0 ? letter : UNSET))
    .join('')
  return texts[flags]
}

const letters: Field = {
  name: 'tcp.flags.str',
  type: 'string',
  level: Level.SEGMENT,
  meaning: 'A letter for each bit that is set, a dot for the others',
  read: (row, out) => out.push(lettersOf(allFlags(row))),
}

/** @param wanted of the bits `among`: all that are set. */
const mark = (name: string, among: number, wanted: number, meaning: string): Field => ({
  name: `tcp.connection.${name}`,
  type: 'label',
  level: Level.SEGMENT,
  meaning,
  read: ({ segment }, out) => {
    if ((segment.flags & among) === wanted) out.push(1)
  },
  fill: () => (page, out) => {
    fillBits(among)(page, out)
    for (let at = 0; at < page.rows; at += 1) out[at] = Number(out[at] === wanted)
  },
})

export const FLAG_FIELDS: FieldTable = [
  column('tcp.flags', 'All control bits', ALL_BITS, allFlags, fillAll),
  flag('fin', Flag.FIN, 'No more data'),
  flag('syn', Flag.SYN, 'Opens a connection'),
  flag('reset', Flag.RST, 'Ends a connection at once'),
  flag('push', Flag.PSH, 'Hand the data over now'),
  flag('ack', Flag.ACK, 'The acknowledgment number counts'),
  flag('urg', Flag.URG, 'The urgent pointer counts'),
  flag('ece', Flag.ECE, 'Echoes congestion'),
  flag('cwr', Flag.CWR, 'Has reduced its window'),
  flag('ae', Flag.AE, 'Accurate ECN'),
  reserved,
  letters,
  mark('syn', Flag.SYN | Flag.ACK, Flag.SYN, 'Asks for a connection'),
  mark('synack', Flag.SYN | Flag.ACK, Flag.SYN | Flag.ACK, 'Accepts a connection'),
  mark('fin', Flag.FIN, Flag.FIN, 'Closes its side'),
  mark('rst', Flag.RST, Flag.RST, 'Resets the connection'),
]
