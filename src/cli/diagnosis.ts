/** Gathers what `lastack diagnose` reports of one capture: flows by verdict, the worst first. */
import type { Severity } from '../contracts/flow'
import type { Core } from '../engine/core'
import { FlowRecord } from '../engine/flowRecord'
import { addressText, endpointText } from '../engine/flows/address'
import { type Judge, SEVERITIES, severityOf, titleOf } from '../engine/verdicts/judge'

/** Flows with the same verdict towards the same server. */
export interface Group {
  /** `192.0.2.10:443`. */
  readonly server: string
  /** Ascending. */
  readonly flows: readonly number[]
  /** The flow to look at first. */
  readonly worst: number
}

/** All flows with the same verdict. */
export interface Section {
  readonly severity: Severity
  readonly title: string
  /** Flows in all groups. */
  readonly flows: number
  /** The server with most of them first. */
  readonly groups: readonly Group[]
}

export interface Diagnosis {
  readonly severities: Readonly<Record<Severity, number>>
  /** Worst first. */
  readonly sections: readonly Section[]
}

interface Gathered extends Group {
  readonly code: number
  readonly flows: number[]
  worst: number
  /** Of the worst flow. */
  weight: number
}

/**
 * @param from groups are made of this severity and worse; all are counted
 * @param passed by flow, 0: it is left out; null: none is.
 */
export function diagnosisOf(core: Core, judge: Judge, from: Severity, passed: Uint8Array | null = null): Diagnosis {
  const severities: Record<Severity, number> = { ok: 0, note: 0, warning: 0, stuck: 0 }
  const gathered = new Map<string, Gathered>()
  const flow = new FlowRecord(core)
  const count = core.flowCount()
  for (let id = 0; id < count; id += 1) {
    if (passed?.[id] === 0) continue
    const code = judge.code(id)
    const severity = severityOf(code)
    severities[severity] += 1
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(from)) continue
    gather(gathered, core, flow.at(id), code)
  }
  return { severities, sections: sectionsOf([...gathered.values()]) }
}

function sectionsOf(gathered: readonly Gathered[]): Section[] {
  const byCode = new Map<number, Gathered[]>()
  for (const group of gathered) {
    const others = byCode.get(group.code)
    if (others === undefined) byCode.set(group.code, [group])
    else others.push(group)
  }
  const sections = [...byCode].map(([code, groups]) => ({
    severity: severityOf(code),
    title: titleOf(code),
    flows: groups.reduce((sum, { flows }) => sum + flows.length, 0),
    groups: groups.sort((a, b) => b.flows.length - a.flows.length),
  }))
  return sections.sort(worseFirst)
}

function gather(gathered: Map<string, Gathered>, core: Core, flow: FlowRecord, code: number): void {
  const end = flow.index('server')
  const server = endpointText(addressText(core, flow, end), flow.port(end))
  const key = `${code} ${server}`
  const weight = weightOf(flow, severityOf(code))
  const group = gathered.get(key)
  if (group === undefined) {
    gathered.set(key, { code, server, flows: [flow.id], worst: flow.id, weight })
    return
  }
  group.flows.push(flow.id)
  if (weight > group.weight) {
    group.weight = weight
    group.worst = flow.id
  }
}

/** What is stuck is worst where it is stuck the longest; else the flow with most data shows most. */
const weightOf = (flow: FlowRecord, severity: Severity): number =>
  severity === 'stuck' ? -flow.roughLastNs : flow.bytes(0) + flow.bytes(1)

function worseFirst(a: Section, b: Section): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.flows - a.flows
}
