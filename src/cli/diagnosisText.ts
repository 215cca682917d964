/** The report of `lastack diagnose` on one capture, as lines for people. */

import type { CaptureVerdict, Flow, NextStep, Severity } from '../contracts/flow'
import type { QualityIssue } from '../contracts/summary'
import { endpointText } from '../engine/flows/address'
import { countWords, durationWords, pluralWords } from '../engine/words'
import type { Group, Section } from './diagnosis'
import { wrap } from './wrap'

export interface Page {
  /** Columns. */
  readonly width: number
  readonly hasColour: boolean
}

export interface CaptureHead {
  readonly name: string
  readonly frames: number
  readonly segments: number
  readonly flows: number
  /** Nanoseconds since the epoch; null: no frame. */
  readonly first: bigint | null
  readonly last: bigint | null
  readonly severities: Readonly<Record<Severity, number>>
}

/** A group's flows are named up to this many. */
const FLOWS_NAMED = 12
/** After the first, so many of a kind have a line. */
const MORE_SHOWN = 5
const INDENT = '  '
const WORDS: Readonly<Record<Severity, string>> = { stuck: 'STUCK', warning: 'WARNING', note: 'NOTE', ok: 'OK' }
/** SGR codes: bold red, yellow, cyan, green. */
const COLOURS: Readonly<Record<Severity, string>> = { stuck: '1;31', warning: '33', note: '36', ok: '32' }

function mark(severity: Severity, page: Page): string {
  return page.hasColour ? `\x1b[${COLOURS[severity]}m${WORDS[severity]}\x1b[0m` : WORDS[severity]
}

export function* headLines(head: CaptureHead, issues: readonly QualityIssue[], page: Page): Generator<string> {
  const span =
    head.first === null || head.last === null
      ? ''
      : `, ${durationWords(Number(head.last - head.first))} from ${utcText(head.first)}`
  const size = `${pluralWords(head.frames, 'frame')}, ${pluralWords(head.segments, 'TCP segment')}, ${pluralWords(head.flows, 'connection')}`
  yield* wrap(`${size}${span}.`, page.width, `${head.name}: `, INDENT)
  if (head.flows > 0) yield* wrap(severityWords(head.severities), page.width)
  if (issues.length === 0) return
  yield ''
  yield 'What to know of this capture:'
  for (const { sentence } of issues) yield* wrap(sentence, page.width, `${INDENT}- `)
}

const utcText = (ns: bigint): string =>
  `${new Date(Number(ns / 1_000_000n)).toISOString().replace('T', ' ').slice(0, 19)} UTC`

function severityWords(severities: Readonly<Record<Severity, number>>): string {
  const { stuck, warning, note, ok } = severities
  const parts = [
    [stuck, 'stuck'],
    [warning, warning === 1 ? 'with a warning' : 'with warnings'],
    [note, note === 1 ? 'with a note' : 'with notes'],
    [ok, 'healthy'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${countWords(count)} ${word}`)
  return stuck + warning === 0 ? `Nothing is stuck: ${words.join(', ')}.` : `${words.join(', ')}.`
}

/** Verdicts of one rule about the capture: the first whole, the others in a sentence. */
export function* captureVerdictLines(
  verdicts: readonly CaptureVerdict[],
  isAll: boolean,
  page: Page,
): Generator<string> {
  const [verdict, ...others] = verdicts
  if (verdict === undefined) return
  const times = others.length === 0 ? '' : `, ${countWords(verdicts.length)} times`
  yield `${mark(verdict.severity, page)}  ${verdict.title}: the capture as a whole (${verdict.certainty})${times}`
  yield* wrap(verdict.sentence, page.width, INDENT)
  for (const { flow, frame, shows } of verdict.evidence) {
    yield* wrap(shows, page.width, `${INDENT}${INDENT}flow ${flow}, frame ${frame}: `)
  }
  yield* nextStepLines(verdict.nextStep, page)
  yield* shortened(others, isAll, page, ({ sentence }) => sentence)
}

/** Flows with one verdict: one of them whole, then a line a server. */
export function* sectionLines(section: Section, worst: Flow, isAll: boolean, page: Page): Generator<string> {
  const { severity, title, flows, groups } = section
  const [first, ...others] = groups
  if (first === undefined) return
  const where = others.length === 0 ? first.server : pluralWords(groups.length, 'server')
  yield `${mark(severity, page)}  ${title}: ${pluralWords(flows, 'connection')} to ${where}`
  yield* flowLines(worst, flows === 1 ? '' : 'for example ', page)
  if (first.flows.length > 1) yield* wrap(flowsWords(first, isAll), page.width, `${INDENT}${first.server}: `)
  yield* shortened(others, isAll, page, (group) => `${group.server}: ${flowsWords(group, isAll)}`)
}

function flowsWords({ flows }: Group, isAll: boolean): string {
  const most = isAll ? flows.length : FLOWS_NAMED
  const named = flows.slice(0, most).join(', ')
  const count = flows.length > most ? ` and ${countWords(flows.length - most)} more` : ''
  return `${flows.length === 1 ? 'flow' : 'flows'} ${named}${count}`
}

function* shortened<Item>(
  items: readonly Item[],
  isAll: boolean,
  page: Page,
  words: (item: Item) => string,
): Generator<string> {
  const shown = isAll ? items : items.slice(0, MORE_SHOWN)
  for (const item of shown) yield* wrap(words(item), page.width, `${INDENT}- `)
  if (shown.length < items.length) yield `${INDENT}- and ${countWords(items.length - shown.length)} more (--all)`
}

/** One flow's verdict whole. */
export function* flowLines(flow: Flow, lead: string, page: Page): Generator<string> {
  const { verdict } = flow
  const client = endpointText(flow.client.address, flow.client.port)
  const server = endpointText(flow.server.address, flow.server.port)
  yield* wrap(
    `${lead}flow ${flow.flow}, ${client} (${flow.state.client}) to ${server} (${flow.state.server}), ${verdict.certainty}:`,
    page.width,
    INDENT,
  )
  yield* wrap(verdict.sentence, page.width, INDENT)
  for (const { frame, shows } of verdict.evidence) yield* wrap(shows, page.width, `${INDENT}${INDENT}frame ${frame}: `)
  for (const against of verdict.counterEvidence) yield* wrap(against, page.width, `${INDENT}Against it: `)
  if (verdict.expectedNext !== '') yield* wrap(verdict.expectedNext, page.width, `${INDENT}Expected next: `)
  yield* nextStepLines(verdict.nextStep, page)
}

/** The other verdicts that hold for a flow. */
export function* alsoLines(flow: Flow, page: Page): Generator<string> {
  if (flow.also.length === 0) return
  const titles = flow.also.map(({ severity, title }) => `${title} (${severity})`)
  yield* wrap(titles.join(', '), page.width, `${INDENT}Also: `)
}

/** What the capture lacks of a flow, where nothing else said so. */
export function* lackLines(issues: readonly QualityIssue[], { verdict }: Flow, page: Page): Generator<string> {
  for (const { sentence } of issues) {
    if (!verdict.counterEvidence.includes(sentence)) yield* wrap(sentence, page.width, `${INDENT}Of the capture: `)
  }
}

/** A command stays on one line, to be copied. */
function* nextStepLines(step: NextStep, page: Page): Generator<string> {
  yield* wrap(step.text, page.width, `${INDENT}Next step: `)
  const command = commandHere(step)
  if (command !== '') yield `${INDENT}${INDENT}${command}`
}

/** For the system that this runs on: the likeliest to be the one to look at. */
function commandHere({ command, commands }: NextStep): string {
  if (process.platform === 'darwin') return commands.macos
  return process.platform === 'win32' ? commands.windows : command
}
