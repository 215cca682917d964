/** What `lastack watch` says of a connection. */
import type { Endpoint, Flow, Severity, Sides, Verdict } from '../../contracts/flow'
import type { StateName } from '../../contracts/names'
import { durationWords } from '../../engine/words'
import { printable } from '../printable'
import { wrap } from '../wrap'
import { clockText, endsText, statesText } from './lineText'
import type { Turn, WatchEvent } from './watcher'

const EVENT_WIDTH = 8
const INDENT = ' '.repeat(14)
const WIDTH = 100

/** Fields are added, never renamed or dropped. */
export interface WatchLine {
  /** Until when the capture was known. */
  readonly time: bigint
  readonly event: WatchEvent
  readonly flow: number
  readonly client: Endpoint
  readonly server: Endpoint
  readonly state: Sides<StateName>
  readonly verdict: Pick<Verdict, 'id' | 'severity' | 'certainty' | 'title' | 'sentence'>
  /** Since when it is stuck, or was until now; null: unknown, or it never was. */
  readonly since: bigint | null
  /** This host's processes that hold the ends, or held them; null: unknown, or another host's. */
  readonly process: Sides<string | null>
  /** The trouble told before; null: none. */
  readonly before: { readonly id: string; readonly severity: Severity; readonly title: string } | null
}

/** @param flow as it stands now. @param wasSince since when it had been stuck. */
export function watchLine({ event, before }: Turn, flow: Flow, time: bigint, wasSince: bigint | null): WatchLine {
  const { id, severity, certainty, title, sentence } = flow.verdict
  return {
    time: time > flow.last ? time : flow.last,
    event,
    flow: flow.flow,
    client: flow.client,
    server: flow.server,
    state: flow.state,
    verdict: { id, severity, certainty, title, sentence },
    since: earlier(flow.stuckSince, wasSince),
    process: flow.processes ?? { client: null, server: null },
    before,
  }
}

/** Another cause for being stuck doesn't make it stuck since later. */
const earlier = (one: bigint | null, other: bigint | null): bigint | null =>
  one === null || (other !== null && other < one) ? other : one

/** @param hasSentence the verdict's sentence goes under it. */
export function watchLineText(line: WatchLine, hasSentence: boolean): string {
  const { time, event, client, server, state, verdict, flow } = line
  const parts = [verdict.title, sinceText(line), processText(line.process), `flow ${flow}`].filter(
    (part) => part !== '',
  )
  const head = `${clockText(time)}  ${event.padEnd(EVENT_WIDTH)}  ${endsText({ client, server })}  ${statesText(state)}`
  const text = `${head}  ${parts.join(', ')}\n`
  return hasSentence ? `${text}${wrap(verdict.sentence, WIDTH, INDENT).map(printable).join('\n')}\n` : text
}

/** `since 14:03:07.250 (3.2 s)`, `was stuck for 12 s` */
function sinceText({ event, since, time }: WatchLine): string {
  if (since === null) return ''
  const lasted = durationWords(Number(time - since))
  return event === 'un-stuck' ? `was stuck for ${lasted}` : `since ${clockText(since)} (${lasted})`
}

/** `curl`, `curl > nginx` */
function processText({ client, server }: Sides<string | null>): string {
  return printable([client, server].filter((name) => name !== null).join(' > '))
}
