/** Which flows a list shows. */
import { type FlowFilter, OUTCOMES } from '../../contracts/flowList'
import { SERVICE_NAMES, STATE_NAMES, type StateName } from '../../contracts/names'
import type { TimeRange } from '../../contracts/timeline'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { endCode } from '../kernel/join'
import type { KernelFacts } from '../kernel/word'
import { CODE_LIMIT, severityOf, titleOf } from '../verdicts/judge'
import { addressText, endpointText } from './address'
import { isReset, outcomeIndex } from './columns'
import { namePointer, nameText, protocolNumber } from './service'

/**
 * Numbers of the flows that pass, ascending.
 *
 * @param codes verdict codes by flow; flows beyond them are left out.
 * @param matched by flow, 1: it passes the filter's expression; without, the expression is not asked.
 * @param within flows that alone come into question, ascending; without, all do.
 */
export function filterFlows(
  core: Core,
  filter: FlowFilter,
  codes: Uint16Array,
  kernel?: KernelFacts,
  matched?: Uint8Array,
  within?: Uint32Array,
): Uint32Array {
  const asked = within?.length ?? codes.length
  const passed = new Uint32Array(asked)
  const flow = new FlowRecord(core)
  const passes = predicate(core, filter, codes, kernel)
  let count = 0
  for (let k = 0; k < asked; k += 1) {
    const id = within === undefined ? k : (within[k] as number)
    if (matched !== undefined && matched[id] !== 1) continue
    if (!passes(flow.at(id))) continue
    passed[count] = id
    count += 1
  }
  return passed.subarray(0, count)
}

function predicate(
  core: Core,
  filter: FlowFilter,
  codes: Uint16Array,
  kernel?: KernelFacts,
): (flow: FlowRecord) => boolean {
  const parts: ((flow: FlowRecord) => boolean)[] = []
  const { severity, state, outcome, timeRange } = filter
  if (severity !== null) parts.push((flow) => severityOf(codes[flow.id] as number) === severity)
  if (state !== null) parts.push(hasState(state))
  if (outcome !== null) {
    const wanted = OUTCOMES.indexOf(outcome)
    parts.push((flow) => outcomeIndex(flow) === wanted)
  }
  if (timeRange !== null) parts.push((flow) => touches(timeRange, flow.roughFirstNs, flow.roughLastNs))
  const text = filter.text.trim().toLowerCase()
  if (text !== '') {
    const inPackets = hasText(core, text, codes)
    const inProcesses = kernel === undefined ? null : hasProcess(kernel, text)
    parts.push(inProcesses === null ? inPackets : (flow) => inPackets(flow) || inProcesses(flow))
  }
  return (flow) => parts.every((part) => part(flow))
}

/** Whether a flow's span touches a range. Where a clock ran backwards, its last segment may be the earlier one. */
export function touches({ from, to }: TimeRange, first: number, last: number): boolean {
  return Math.max(first, last) >= from && Math.min(first, last) <= to
}

function hasState(name: string): (flow: FlowRecord) => boolean {
  if (name === 'RESET') return isReset
  const wanted = STATE_NAMES.indexOf(name as StateName)
  return (flow) => flow.state(0) === wanted || flow.state(1) === wanted
}

/** Everything that doesn't differ between flows is looked up before the loop. */
function hasText(core: Core, text: string, codes: Uint16Array): (flow: FlowRecord) => boolean {
  const titles = Uint8Array.from({ length: CODE_LIMIT }, (_, code) =>
    Number(titleOf(code).toLowerCase().includes(text)),
  )
  const states = Uint8Array.from(STATE_NAMES, (name) => Number(name.toLowerCase().includes(text)))
  const isIn = endpointMatcher(core, text)
  const isServed = serviceMatcher(core, text)
  return (flow) =>
    titles[codes[flow.id] as number] === 1 ||
    states[flow.state(0)] === 1 ||
    states[flow.state(1)] === 1 ||
    isIn(flow, 0) ||
    isIn(flow, 1) ||
    isServed(flow)
}

/** Few names have many flows: each is looked at once. */
function serviceMatcher(core: Core, text: string): (flow: FlowRecord) => boolean {
  const protocols = SERVICE_NAMES.map((name) => name?.includes(text) ?? false)
  const names = new Map<number, boolean>([[0, false]])
  return (flow) => {
    if (protocols[protocolNumber(core, flow.id)]) return true
    const pointer = namePointer(core, flow)
    let isMatch = names.get(pointer)
    if (isMatch === undefined) {
      isMatch = nameText(core, pointer).toLowerCase().includes(text)
      names.set(pointer, isMatch)
    }
    return isMatch
  }
}

/** Few names have many flows: each is looked at once. */
function hasProcess(kernel: KernelFacts, text: string): (flow: FlowRecord) => boolean {
  const names = new Map<string, boolean>()
  const isIn = (name: string | null): boolean => {
    if (name === null) return false
    let isMatch = names.get(name)
    if (isMatch === undefined) {
      isMatch = name.toLowerCase().includes(text)
      names.set(name, isMatch)
    }
    return isMatch
  }
  return ({ id }) => isIn(kernel.processOf(endCode(id, 0))) || isIn(kernel.processOf(endCode(id, 1)))
}

/** No endpoint's text holds anything else. */
const ENDPOINT_CHARACTERS = /^[0-9a-f.:[\]]+$/
/** Text that can lie in an IPv4 address or in a port, but not across both. */
const WITHOUT_COLON = /^[0-9.]+$/
const DIGITS = /^[0-9]{1,5}$/

function endpointMatcher(core: Core, text: string): (flow: FlowRecord, endpoint: EndpointIndex) => boolean {
  if (!ENDPOINT_CHARACTERS.test(text)) return () => false
  const whole = (flow: FlowRecord, endpoint: EndpointIndex): boolean =>
    endpointText(addressText(core, flow, endpoint), flow.port(endpoint)).includes(text)
  if (!WITHOUT_COLON.test(text)) return whole
  const canBePort = DIGITS.test(text)
  // Few addresses have many flows: each is looked at once.
  const addresses = new Map<number, boolean>()
  return (flow, endpoint) => {
    if (flow.isIpv6) return whole(flow, endpoint)
    const address = flow.address(endpoint)
    let isMatch = addresses.get(address)
    if (isMatch === undefined) {
      isMatch = addressText(core, flow, endpoint).includes(text)
      addresses.set(address, isMatch)
    }
    return isMatch || (canBePort && String(flow.port(endpoint)).includes(text))
  }
}
