/** Judges a flow of a capture made of a segment script, for the rules' tests. */
import { loadCore, memorySource } from '../capture.fixture'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { CaptureReader } from '../reader'
import { RULES } from './index'
import { Judge } from './judge'
import { traitsOf } from './traits'

/** The client A opens towards the server B with these initial sequence numbers; `WRAP` is just below 2^32. */
export const WRAP = 'iss A = 4294967290\niss B = 4294967290\n'
export const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
export const HANDSHAKE = '+0 A > B S <mss 1460>\n+0.02 B > A S. <mss 1460>\n+0.001 A > B .\n'
export const OPEN = `${ENDPOINTS}${HANDSHAKE}`
export const OPEN_WRAPPING = `${ENDPOINTS}${WRAP}${HANDSHAKE}`
export const DATA = '+0.01 A > B P. (100)\n+0.02 B > A .\n+0.01 B > A P. (500)\n+0.02 A > B .\n'

/** Another connection's segments: the capture goes on for this long. */
export const later = (seconds: number): string =>
  `X = 10.9.9.9:1000\nY = 10.9.9.8:80\n+${seconds} X > Y S\n+0.01 Y > X S.\n+0.001 X > Y .\n`

/** Flow and rule where a rule holds although the flow lacks every trait that the rule says it needs. */
export function unforeseen(core: Core, judge: Judge): string[] {
  const flow = new FlowRecord(core)
  const list: string[] = []
  for (let id = 0; id < core.flowCount(); id += 1) {
    const traits = traitsOf(flow.at(id), judge.facts)
    for (const rule of RULES) {
      if ((rule.needs & traits) === 0 && rule.judge(flow.at(id), judge.facts) !== null) list.push(`${id} ${rule.id}`)
    }
  }
  return list
}

/** A judge and the core that it reads. @throws where the judge would pass over a rule that holds. */
export async function courtOf(capture: Uint8Array): Promise<{ readonly core: Core; readonly judge: Judge }> {
  const core = await loadCore()
  const source = memorySource(capture)
  await new CaptureReader(core, source).readAll(() => undefined)
  const judge = new Judge(core, source)
  const list = unforeseen(core, judge)
  if (list.length > 0) throw new Error(`rules hold for flows that lack what they need: ${list.join(', ')}`)
  return { core, judge }
}

export const judgeOf = async (capture: Uint8Array): Promise<Judge> => (await courtOf(capture)).judge

/** The verdict of one flow, and all rules that hold for it as `severity id`. */
export async function verdictOf(capture: Uint8Array, flow = 0) {
  const { verdict, also } = (await judgeOf(capture)).explain(flow)
  const held = [verdict, ...also].map(({ severity, id }) => `${severity} ${id}`)
  return { ...verdict, held, frames: verdict.evidence.map(({ frame }) => Number(frame)) }
}
