/** Answers what rules of verdicts ask of the kernel, from the last reading. */
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { endCode } from './join'
import type { Observer } from './observer'
import type { Lasting, Reading } from './reading'
import type { KernelFacts, KernelWord } from './word'

const RANK = { note: 0, warning: 1, stuck: 2 } as const

/** @param reading the last one. */
export function kernelFacts(core: Core, observer: Observer, reading: () => Reading | null): KernelFacts {
  return {
    reading,
    processOf: (end) => observer.processOf(end),
    namesVersion: () => observer.namesVersion,
    wordOn: (flow) => wordOn(core, flow, reading()),
    lastingOf(flow) {
      const lasting = reading()?.lasting
      return lasting === undefined ? null : worse(lasting.get(endCode(flow, 0)), lasting.get(endCode(flow, 1)))
    },
  }
}

function worse(a: Lasting | undefined, b: Lasting | undefined): Lasting | null {
  if (a === undefined || b === undefined) return a ?? b ?? null
  return RANK[b.severity] > RANK[a.severity] ? b : a
}

function wordOn(core: Core, id: number, reading: Reading | null): KernelWord | null {
  if (reading === null) return null
  const flow = new FlowRecord(core).at(id)
  const socketAt = (endpoint: EndpointIndex) => reading.socketOf(endCode(id, endpoint))
  const client = socketAt(flow.index('client'))
  const server = socketAt(flow.index('server'))
  const serverIndex = flow.index('server')
  const isHere = server !== null || reading.isLocal(flow, serverIndex)
  const listener = isHere ? reading.endAt(endCode(id, serverIndex)).listener : null
  return client === null && server === null && listener === null ? null : { client, server, listener }
}
