/** Flows written by hand, one segment a line, for tests of the ladder's kernels. */
import { ANALYSIS_FLAGS, Certainty, Flag, NO_SEGMENT, TcpState } from '../../contracts/abi'
import { ANALYSIS_NAMES, STATE_NAMES } from '../../contracts/names'
import { type FlowRows, type Offer, packStates } from './flowRows'

const START = 1_700_000_000_000_000_000n
/** `1.5 > PSH,ACK 1+412 ack 1 win 64128 [window_full] ESTABLISHED/ESTABLISHED?`; `?` marks a presumed state. */
const LINE =
  /^([\d.]+) ([<>]) ([A-Z,]+|-) (\d+)\+(\d+)(?: ack (\d+))?(?: win (\d+))?(?: \[([a-z_ ]+)\])?(?: ([A-Z_0-9]+\??)\/([A-Z_0-9]+\??))?$/

interface Options {
  /** Seconds from the first segment to the end of the capture; without it the capture ends with the flow. */
  readonly end?: number
  readonly offers?: readonly [Offer, Offer]
}

const PLAIN: Offer = { port: 40000, mss: 1460, windowShift: 7, sackPermitted: true, timestamps: false }
const OFFERS: readonly [Offer, Offer] = [PLAIN, { ...PLAIN, port: 8443 }]

/** Builds the columns. States carry over from the line before; segment indexes are 10 apart, frames 2 apart. */
export function flowOf(lines: readonly string[], options: Options = {}): FlowRows {
  const count = lines.length
  const time = new Float64Array(count)
  const from = new Uint8Array(count)
  const flags = new Uint16Array(count)
  const seq = new Float64Array(count)
  const ack = new Float64Array(count)
  const length = new Uint32Array(count)
  const window = new Uint32Array(count)
  const analysis = new Uint16Array(count)
  const states = new Uint16Array(count)
  let before = packStates(TcpState.UNKNOWN, Certainty.UNKNOWN, TcpState.UNKNOWN, Certainty.UNKNOWN)
  lines.forEach((line, i) => {
    const parts = LINE.exec(line.trim())
    if (parts === null) throw new Error(`not a segment: ${line}`)
    const [, at, arrow, names, start, size, acked, win, marks, client, server] = parts
    time[i] = Math.round(Number(at) * 1e9)
    from[i] = arrow === '>' ? 0 : 1
    flags[i] = names === '-' ? 0 : (names ?? '').split(',').reduce((bits, name) => bits | flagBit(name), 0)
    seq[i] = Number(start)
    length[i] = Number(size)
    ack[i] = Number(acked ?? 0)
    window[i] = Number(win ?? 64128)
    analysis[i] = (marks ?? '').split(' ').reduce((bits, name) => bits | analysisBit(name), 0)
    if (client !== undefined && server !== undefined) {
      before = packStates(stateValue(client), certaintyValue(client), stateValue(server), certaintyValue(server))
    }
    states[i] = before
  })
  const acks = new Uint32Array(count).fill(NO_SEGMENT)
  const frame = Uint32Array.from({ length: count }, (_, i) => 1 + 2 * i)
  const segment = Uint32Array.from({ length: count }, (_, i) => 10 * i)
  const captureEnd = options.end === undefined ? (time[count - 1] ?? 0) : options.end * 1e9
  const offers = options.offers ?? OFFERS
  const columns = { time, from, flags, seq, ack, length, window, analysis, states, acks, frame, segment }
  return { count, start: START, captureEnd, offers, ...columns }
}

function flagBit(name: string): number {
  const bit = Flag[name as keyof typeof Flag]
  if (bit === undefined) throw new Error(`no such flag: ${name}`)
  return bit
}

function analysisBit(name: string): number {
  if (name === '') return 0
  const bit = (ANALYSIS_NAMES as readonly string[]).indexOf(name)
  if (bit < 0 || bit >= ANALYSIS_FLAGS) throw new Error(`no such analysis flag: ${name}`)
  return 1 << bit
}

function stateValue(text: string): TcpState {
  const index = (STATE_NAMES as readonly string[]).indexOf(text.replace('?', ''))
  if (index < 0) throw new Error(`no such state: ${text}`)
  return index as TcpState
}

const certaintyValue = (text: string): Certainty => (text.endsWith('?') ? Certainty.PRESUMED : Certainty.PROVED)

/** The three segments of a handshake, 0 to 20 ms. */
export const HANDSHAKE: readonly string[] = [
  '0 > SYN 0+0 win 64240 SYN_SENT/LISTEN?',
  '0.010 < SYN,ACK 0+0 ack 1 win 65160 SYN_SENT/SYN_RCVD',
  '0.020 > ACK 1+0 ack 1 ESTABLISHED/ESTABLISHED?',
]

/** A four-way close that the client begins at `at` seconds; 4 segments, 10 ms apart. */
export function fourWayClose(at: number, client: number, server: number): string[] {
  return [
    `${at} > FIN,ACK ${client}+0 ack ${server} FIN_WAIT_1/ESTABLISHED`,
    `${at + 0.01} < ACK ${server}+0 ack ${client + 1} FIN_WAIT_2?/CLOSE_WAIT`,
    `${at + 0.02} < FIN,ACK ${server}+0 ack ${client + 1} FIN_WAIT_2/LAST_ACK`,
    `${at + 0.03} > ACK ${client + 1}+0 ack ${server + 1} TIME_WAIT/CLOSED?`,
  ]
}

/** `pairs` of 1,448 bytes from the server and the client's ACK, 10 ms apart, from `at` seconds and server byte `first`. */
export function download(at: number, pairs: number, first = 1, client = 1): string[] {
  return Array.from({ length: pairs }, (_, i) => [
    `${(at + i * 0.02).toFixed(3)} < ACK ${first + i * 1448}+1448 ack ${client}`,
    `${(at + i * 0.02 + 0.01).toFixed(3)} > ACK ${client}+0 ack ${first + (i + 1) * 1448}`,
  ]).flat()
}
