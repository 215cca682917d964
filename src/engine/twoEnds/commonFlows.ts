/** The flows of a report: those that both captures have, and those that one of them should have and lacks. */
import type { Side } from '../../contracts/flow'
import type { CaptureEnd } from './captureEnd'
import type { ClockSample } from './corridor'
import { endpointKey, type FlowFacts } from './flowFacts'
import type { FlowPair, MatchedFlows } from './matchFlows'
import { type ReadFlow, readOne, readPair } from './readFlow'
import { type ClientEnd, clientEndOf, endOf } from './whichEnd'
import type { Work } from './work'

/** A flow with its segments, and the end its client is at. */
export interface CommonFlow {
  readonly first: FlowFacts | null
  readonly second: FlowFacts | null
  /** null: only one capture has it. */
  readonly pair: FlowPair | null
  readonly read: ReadFlow
  readonly clientEnd: ClientEnd
}

const SIDES: readonly Side[] = ['client', 'server']

/** Reads the flows that both captures have. */
export function* readCommon(first: CaptureEnd, second: CaptureEnd, pairs: readonly FlowPair[]): Work<CommonFlow[]> {
  const reads: { pair: FlowPair; read: ReadFlow; told: ClientEnd | null }[] = []
  for (const pair of pairs) {
    const read = yield* readPair(first, second, pair)
    reads.push({ pair, read, told: clientEndOf(SIDES.flatMap((side) => read[side].pairs)) })
  }
  // A host stays at its end: flows that don't tell follow those of the same client that do.
  const byClient = new Map(
    reads.flatMap(({ pair, told }) => (told ? [[pair.first.client.address, told] as const] : [])),
  )
  return reads.map(({ pair, read, told }) => ({
    first: pair.first,
    second: pair.second,
    pair,
    read,
    clientEnd: told ?? byClient.get(pair.first.client.address) ?? { end: 'first', knownBy: 'order of the files' },
  }))
}

/**
 * Flows that one capture lacks although it has others between the same client and the same server: they ought to have
 * passed it too. Other flows that only one capture has say nothing.
 */
export function* readAlone(
  first: CaptureEnd,
  second: CaptureEnd,
  { onlyFirst, onlySecond }: MatchedFlows,
  common: readonly CommonFlow[],
): Work<CommonFlow[]> {
  const ofFirst = twinsBy(common, ({ first: facts }) => facts)
  const ofSecond = twinsBy(common, ({ second: facts }) => facts)
  const alone: CommonFlow[] = []
  for (const facts of onlyFirst) {
    const clientEnd = ofFirst.get(pathKey(facts))
    if (clientEnd === undefined) continue
    alone.push({ first: facts, second: null, pair: null, read: yield* readOne(first, facts, true), clientEnd })
  }
  for (const facts of onlySecond) {
    const clientEnd = ofSecond.get(pathKey(facts))
    if (clientEnd === undefined) continue
    alone.push({ first: null, second: facts, pair: null, read: yield* readOne(second, facts, false), clientEnd })
  }
  return alone
}

const pathKey = ({ client, server }: FlowFacts): string => `${client.address} ${endpointKey(server)}`

function twinsBy(
  common: readonly CommonFlow[],
  factsOf: (flow: CommonFlow) => FlowFacts | null,
): Map<string, ClientEnd> {
  const twins = new Map<string, ClientEnd>()
  for (const flow of common) {
    const facts = factsOf(flow)
    // Where the roles are turned round, the client of this capture isn't the flow's.
    if (facts !== null && flow.pair?.isSwapped !== true) twins.set(pathKey(facts), flow.clientEnd)
  }
  return twins
}

/** What a flow tells of the clocks. */
export function clockSamplesOf({ read, clientEnd }: CommonFlow): ClockSample[] {
  return SIDES.flatMap((side) => {
    const isForward = endOf(side, clientEnd.end) === 'first'
    return read[side].pairs.map(([first, second]) => ({
      at: first.time,
      difference: second.time - first.time,
      isForward,
    }))
  })
}
