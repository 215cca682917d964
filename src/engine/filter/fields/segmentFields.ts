/** Fields that the core's columns hold. */
import {
  Analysis,
  COLUMN_ACK,
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_FRAME,
  COLUMN_LENGTH,
  COLUMN_SEQ,
  COLUMN_TIME,
  COLUMN_WINDOW,
  Flag,
  LENGTH_HIGH_SHIFT,
  PAGE_BASE_FRAME,
  SEGMENT_TOO_OLD,
} from '../../../contracts/abi'
import { ANALYSIS_NAMES } from '../../../contracts/names'
import { FlowRecord } from '../../flowRecord'
import type { Row } from '../run/row'
import { column } from './column'
import { type Field, type FieldTable, type FillPage, Level } from './field'

const U16_MOST = 0xffff
const U32_MOST = 0xffffffff
const TWO_32 = 4294967296

const u16Column =
  (offset: number): FillPage =>
  ({ u16, pointer, rows }, out) => {
    const from = (pointer + offset) >>> 1
    for (let row = 0; row < rows; row += 1) out[row] = u16[from + row] as number
  }

const u32Column =
  (offset: number): FillPage =>
  ({ u32, pointer, rows }, out) => {
    const from = (pointer + offset) >>> 2
    for (let row = 0; row < rows; row += 1) out[row] = u32[from + row] as number
  }

/** A number of each end of each flow, as a table by the flow column's code. */
function perEnd({ core }: Row, read: (flow: FlowRecord, endpoint: 0 | 1) => number): Float64Array {
  const flow = new FlowRecord(core)
  const table = new Float64Array(2 * core.flowCount())
  for (let end = 0; end < table.length; end += 1) table[end] = read(flow.at(end >>> 1), (end & 1) as 0 | 1)
  return table
}

const relativeSeq = ({ segment, flow, sender }: Row): number => (segment.seq - flow.iss(sender)) >>> 0
const peerOf = (sender: 0 | 1): 0 | 1 => (1 - sender) as 0 | 1
const nextSeq = (row: Row): number => {
  const { length, flags } = row.segment
  return (relativeSeq(row) + length + Number((flags & Flag.SYN) !== 0) + Number((flags & Flag.FIN) !== 0)) >>> 0
}
/** Without the ACK flag the number means nothing, and is what it is. */
const relativeAck = ({ segment, flow, sender }: Row): number =>
  (segment.flags & Flag.ACK) === 0 ? segment.ack : (segment.ack - flow.iss(peerOf(sender))) >>> 0

const fillSeq = (row: Row): FillPage => {
  const bases = perEnd(row, (flow, endpoint) => flow.iss(endpoint))
  return ({ u32, pointer, rows }, out) => {
    const seq = (pointer + COLUMN_SEQ) >>> 2
    const flow = (pointer + COLUMN_FLOW) >>> 2
    for (let at = 0; at < rows; at += 1)
      out[at] = ((u32[seq + at] as number) - (bases[u32[flow + at] as number] as number)) >>> 0
  }
}

const fillNext = (row: Row): FillPage => {
  const seq = fillSeq(row)
  let lengths = new Float64Array(0)
  return (page, out) => {
    const { u16, pointer, rows } = page
    if (lengths.length < rows) lengths = new Float64Array(rows)
    seq(page, out)
    fillLength(page, lengths)
    const flags = (pointer + COLUMN_FLAGS) >>> 1
    for (let at = 0; at < rows; at += 1) {
      const set = u16[flags + at] as number
      const ones = Number((set & Flag.SYN) !== 0) + Number((set & Flag.FIN) !== 0)
      out[at] = ((out[at] as number) + (lengths[at] as number) + ones) >>> 0
    }
  }
}

const fillAck = (row: Row): FillPage => {
  const bases = perEnd(row, (flow, endpoint) => flow.iss(peerOf(endpoint)))
  return ({ u16, u32, pointer, rows }, out) => {
    const ack = (pointer + COLUMN_ACK) >>> 2
    const flow = (pointer + COLUMN_FLOW) >>> 2
    const flags = (pointer + COLUMN_FLAGS) >>> 1
    for (let at = 0; at < rows; at += 1) {
      const isAck = ((u16[flags + at] as number) & Flag.ACK) !== 0
      const number = u32[ack + at] as number
      out[at] = isAck ? (number - (bases[u32[flow + at] as number] as number)) >>> 0 : number
    }
  }
}

const fillWindow = (row: Row): FillPage => {
  const factors = perEnd(row, (flow, endpoint) => flow.windowFactor(endpoint))
  return ({ u16, u32, pointer, rows }, out) => {
    const window = (pointer + COLUMN_WINDOW) >>> 1
    const flags = (pointer + COLUMN_FLAGS) >>> 1
    const flow = (pointer + COLUMN_FLOW) >>> 2
    for (let at = 0; at < rows; at += 1) {
      // The window of a SYN is never scaled (RFC 7323 §2.2).
      const isSyn = ((u16[flags + at] as number) & Flag.SYN) !== 0
      out[at] = (u16[window + at] as number) * (isSyn ? 1 : (factors[u32[flow + at] as number] as number))
    }
  }
}

const fillLength: FillPage = ({ u16, pointer, rows }, out) => {
  const length = (pointer + COLUMN_LENGTH) >>> 1
  const flags = (pointer + COLUMN_FLAGS) >>> 1
  for (let row = 0; row < rows; row += 1)
    out[row] = (u16[length + row] as number) + ((u16[flags + row] as number) >>> LENGTH_HIGH_SHIFT) * 0x10000
}

const fillFrame: FillPage = ({ u16, u32, pointer, rows }, out) => {
  const base = u32[(pointer + PAGE_BASE_FRAME) >>> 2] as number
  const frame = (pointer + COLUMN_FRAME) >>> 1
  for (let row = 0; row < rows; row += 1) out[row] = base + (u16[frame + row] as number)
}

/** Nanoseconds since the capture's first frame: exact for 104 days. */
const fillTime = ({ start }: Row): FillPage => {
  const low = Number(start & 0xffffffffn)
  const high = Number(start >> 32n)
  return ({ u32, pointer, rows }, out) => {
    const from = (pointer + COLUMN_TIME) >>> 2
    for (let row = 0; row < rows; row += 1)
      out[row] = ((u32[from + 2 * row + 1] as number) - high) * TWO_32 + ((u32[from + 2 * row] as number) - low)
  }
}
const timeOf = ({ segment, start }: Row): number => Number(segment.time - start)

/** How the window names them says what they mean; see also docs/glossary.md. */
const ANALYSIS_MEANINGS: Readonly<Record<(typeof ANALYSIS_NAMES)[number], string>> = {
  retransmission: 'Was sent before',
  fast_retransmission: 'Sent again after duplicate ACKs',
  spurious_retransmission: 'Sent again though acknowledged',
  out_of_order: 'Came after later data',
  lost_segment: 'A segment before it was not captured',
  ack_lost_segment: 'Acknowledges what was not captured',
  duplicate_ack: 'Repeats the ACK before',
  zero_window: 'Advertises no room',
  zero_window_probe: 'Asks whether there is room again',
  zero_window_probe_ack: 'Answers a probe',
  window_full: "Fills the peer's window",
  window_update: 'Says only that there is more room',
  keep_alive: 'Asks whether the peer is there',
  keep_alive_ack: 'Answers a keep-alive',
  reused_ports: 'Ports of an earlier connection',
}

const label = (name: string, bits: number, meaning: string, count: NonNullable<Field['count']>): Field => ({
  name,
  type: 'label',
  level: Level.SEGMENT,
  meaning,
  read: ({ segment }, out) => {
    if ((segment.analysis & bits) !== 0) out.push(1)
  },
  fill:
    () =>
    ({ u16, pointer, rows }, out) => {
      const from = (pointer + COLUMN_ANALYSIS) >>> 1
      for (let row = 0; row < rows; row += 1) out[row] = (u16[from + row] as number) & bits
    },
  count,
})

const ALL_ANALYSIS = 2 * Analysis.REUSED_PORTS - 1
const counted =
  (bitNumber: number) =>
  ({ flow }: Row): number =>
    flow.analysisCount(bitNumber)

export const SEGMENT_FIELDS: FieldTable = [
  column(
    'frame.number',
    'Number of the frame',
    U32_MOST,
    ({ segment }) => segment.frame,
    () => fillFrame,
  ),
  column('frame.time_relative', "Since the capture's first frame", 0, timeOf, fillTime, 'duration'),
  column('frame.time', 'When it was captured', 0, timeOf, fillTime, 'time'),
  column('frame.time_epoch', 'When it was captured, in seconds since 1970', 0, timeOf, fillTime, 'epoch'),
  column('tcp.seq', 'Sequence number, relative', U32_MOST, relativeSeq, fillSeq),
  column(
    'tcp.seq_raw',
    'Sequence number as on the wire',
    U32_MOST,
    ({ segment }) => segment.seq,
    () => u32Column(COLUMN_SEQ),
  ),
  column('tcp.nxtseq', 'Sequence number of what comes next, relative', U32_MOST, nextSeq, fillNext),
  column('tcp.ack', 'Acknowledgment number, relative', U32_MOST, relativeAck, fillAck),
  column(
    'tcp.ack_raw',
    'Acknowledgment number as on the wire',
    U32_MOST,
    ({ segment }) => segment.ack,
    () => u32Column(COLUMN_ACK),
  ),
  column(
    'tcp.len',
    'Payload bytes',
    U32_MOST,
    ({ segment }) => segment.length,
    () => fillLength,
  ),
  column(
    'tcp.window_size_value',
    'Window field as on the wire',
    U16_MOST,
    ({ segment }) => segment.windowField,
    () => u16Column(COLUMN_WINDOW),
  ),
  column(
    'tcp.window_size',
    'Window in bytes, scaled',
    U32_MOST,
    ({ segment, flow, sender }) =>
      segment.windowField * ((segment.flags & Flag.SYN) !== 0 ? 1 : flow.windowFactor(sender)),
    fillWindow,
  ),
  ...ANALYSIS_NAMES.map((name, bit) => label(`tcp.analysis.${name}`, 1 << bit, ANALYSIS_MEANINGS[name], counted(bit))),
  label('tcp.analysis.flags', ALL_ANALYSIS & ~SEGMENT_TOO_OLD, 'Bears any of these marks', ({ flow }) =>
    ANALYSIS_NAMES.reduce((sum, _, bit) => sum + flow.analysisCount(bit), 0),
  ),
]
