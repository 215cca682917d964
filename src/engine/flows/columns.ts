/** Keys of all flows, one number a flow and sort order, in typed arrays: 200,000 flows sort without an object each. */
import { FlowBit, TcpState } from '../../contracts/abi'
import { type FlowSort, OUTCOMES } from '../../contracts/flowList'
import { ANALYSIS_NAMES } from '../../contracts/names'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { type Judge, SEVERITIES, severityOf } from '../verdicts/judge'
import { stuckSince } from './stuckSince'

const RETRANSMISSION_BIT = ANALYSIS_NAMES.indexOf('retransmission')
/** IPv6 addresses sort after all of IPv4. */
const IPV6_BASE = 2 ** 49

/** The sort key of every flow, ascending order = order of keys. @param codes verdict codes by flow. */
export function sortKeys(core: Core, judge: Judge, sort: FlowSort, codes: Uint16Array): Float64Array {
  const count = codes.length
  const keys = new Float64Array(count)
  const flow = new FlowRecord(core)
  const key = keyOf(core, judge, sort, codes)
  for (let id = 0; id < count; id += 1) keys[id] = key(flow.at(id))
  return keys
}

function keyOf(core: Core, judge: Judge, sort: FlowSort, codes: Uint16Array): (flow: FlowRecord) => number {
  switch (sort) {
    case 'order':
    case 'start':
      // Flows are numbered by their first segment; clocks that run backwards make `start` differ.
      return sort === 'order' ? (flow) => flow.id : (flow) => flow.roughFirstNs
    case 'verdict':
      return (flow) => {
        const code = codes[flow.id] as number
        return SEVERITIES.indexOf(severityOf(code)) * 0x10000 - code
      }
    case 'client':
      return (flow) => addressKey(core, flow, flow.index('client'))
    case 'server':
      return (flow) => addressKey(core, flow, flow.index('server'))
    case 'state':
      return (flow) => flow.state(flow.index('client')) * 16 + flow.state(flow.index('server'))
    case 'duration':
      return (flow) => {
        const since =
          severityOf(codes[flow.id] as number) === 'stuck'
            ? stuckSince(core, flow.id, judge.prove(flow.id).verdict)
            : null
        return since === null ? flow.roughLastNs - flow.roughFirstNs : judge.facts.endNs - Number(since)
      }
    case 'bytes':
      return (flow) => flow.bytes(0) + flow.bytes(1)
    case 'rtt':
      // Flows without a sample come last, or first when descending is asked for.
      return (flow) => (flow.rttSamples === 0 ? Number.MAX_VALUE : core.rttMedian(flow.id))
    case 'retransmissions':
      return (flow) => flow.analysisCount(RETRANSMISSION_BIT)
    case 'last':
      return (flow) => flow.roughLastNs
  }
}

/** Address then port. IPv6 is cut to its first 33 bits and its last 16: good enough to bring equals together. */
function addressKey(core: Core, flow: FlowRecord, endpoint: EndpointIndex): number {
  const { u8 } = core.views
  const byte = (at: number): number => u8[at] as number
  const number = (at: number): number =>
    ((byte(at) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3)) >>> 0
  if (!flow.isIpv6) return number(flow.addressPointer(endpoint)) * 0x10000 + flow.port(endpoint)
  const pointer = flow.address(endpoint)
  return IPV6_BASE + number(pointer) * 0x10000 + ((byte(pointer + 14) << 8) | byte(pointer + 15))
}

/** How far a state has come; LISTEN says nothing of the connection. */
const PROGRESS: Readonly<Record<TcpState, number>> = {
  [TcpState.SYN_SENT]: 0,
  [TcpState.SYN_RCVD]: 1,
  [TcpState.ESTABLISHED]: 2,
  [TcpState.CLOSE_WAIT]: 3,
  [TcpState.FIN_WAIT_1]: 4,
  [TcpState.FIN_WAIT_2]: 5,
  [TcpState.CLOSING]: 6,
  [TcpState.LAST_ACK]: 7,
  [TcpState.TIME_WAIT]: 8,
  [TcpState.CLOSED]: 9,
  [TcpState.LISTEN]: 10,
  [TcpState.UNKNOWN]: 11,
}

export const isReset = (flow: FlowRecord): boolean => flow.has(FlowBit.RESET)

const RESET = OUTCOMES.indexOf('RESET')

/** The outcome of a flow as the overview counts it: an index of OUTCOMES, which begin with the states by number. */
export function outcomeIndex(flow: FlowRecord): number {
  if (isReset(flow)) return RESET
  const a = flow.state(0)
  const b = flow.state(1)
  return PROGRESS[a] <= PROGRESS[b] ? a : b
}
