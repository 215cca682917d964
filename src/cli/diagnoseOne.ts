/** `lastack diagnose CAPTURE…`: which connections are stuck, why, and what to do. */
import { COUNTER_FIRST_TIME, COUNTER_FRAMES, COUNTER_LAST_TIME, COUNTER_SEGMENTS } from '../contracts/abi'
import type { Assumptions } from '../contracts/assumptions'
import type { CaptureVerdict, Flow } from '../contracts/flow'
import type { QualityIssue } from '../contracts/summary'
import type { Mask } from '../engine/anonymise/mask'
import { ANONYMOUS_NAME } from '../engine/anonymise/telling'
import type { Core } from '../engine/core'
import { FlowRecord } from '../engine/flowRecord'
import { readFlow } from '../engine/flows/flow'
import { PROFILES } from '../engine/profiles/index'
import { captureQuality } from '../engine/quality/captureQuality'
import { flowQuality } from '../engine/quality/flowQuality'
import { captureVerdicts } from '../engine/verdicts/capture/index'
import { Judge } from '../engine/verdicts/judge'
import { toldCore } from './anonymiseOption'
import { type Diagnosis, diagnosisOf } from './diagnosis'
import {
  alsoLines,
  type CaptureHead,
  captureVerdictLines,
  flowLines,
  headLines,
  lackLines,
  type Page,
  sectionLines,
} from './diagnosisText'
import { EXIT, type ExitStatus } from './exit'
import type { FilterOption } from './filterOption'
import { noSuchFlow } from './flowOption'
import { jsonLine } from './jsonLine'
import { Output } from './output'
import { openCapture } from './readCapture'
import { wrap } from './wrap'

export interface DiagnoseOptions {
  /** One, or several that are read as one. */
  readonly captures: readonly string[]
  readonly format: 'text' | 'json'
  /** Notes and healthy connections too. */
  readonly isAll: boolean
  /** Only this connection. */
  readonly flow: number | null
  /** Only connections that pass it. */
  readonly filter: FilterOption | null
  readonly assumptions: Assumptions
  /** null: addresses as they are. */
  readonly mask: Mask | null
  readonly isQuiet: boolean
}

const WIDTH_PIPED = 100
const WIDTH_LEAST = 50
const WIDTH_MOST = 120

/** Prints the report. @throws Failure where the capture can't be opened, or has no such flow. */
export async function diagnoseOne(options: DiagnoseOptions): Promise<ExitStatus> {
  const { core: plain, source, all } = await openCapture(options.captures, options.isQuiet)
  const status = await all()
  try {
    if (status === EXIT.UNREADABLE) return status
    plain.buildIndex()
    const core = toldCore(plain, options.mask)
    const count = core.flowCount()
    if (options.flow !== null && options.flow >= count) {
      throw noSuchFlow('diagnose', source.path, options.flow, count)
    }
    const judge = new Judge(core, source, PROFILES, options.assumptions)
    const seen = options.mask === null ? judge : judge.of(plain)
    const passed = options.filter?.flows({ core: plain, source, judge: seen }) ?? null
    const report = new Report(core, judge, options.mask === null ? source.name : ANONYMOUS_NAME, options, passed)
    const output = new Output()
    for (const line of options.format === 'json' ? report.json() : report.text(pageHere())) output.write(`${line}\n`)
    output.flush()
    return status
  } finally {
    source.close()
  }
}

/** No colour for a file, a pipe, or who wants none (no-color.org). */
function pageHere(): Page {
  const { isTTY, columns } = process.stdout
  const width = isTTY ? Math.max(WIDTH_LEAST, Math.min(WIDTH_MOST, columns || WIDTH_PIPED)) : WIDTH_PIPED
  return { width, hasColour: isTTY && !process.env.NO_COLOR }
}

class Report {
  private readonly diagnosis: Diagnosis
  private readonly ofCapture: readonly CaptureVerdict[]

  constructor(
    private readonly core: Core,
    private readonly judge: Judge,
    private readonly name: string,
    private readonly options: DiagnoseOptions,
    private readonly passed: Uint8Array | null,
  ) {
    this.diagnosis = diagnosisOf(core, judge, options.isAll ? 'ok' : 'warning', passed)
    this.ofCapture = options.flow === null && passed === null ? captureVerdicts(core, judge.facts) : []
  }

  *text(page: Page): Generator<string> {
    const { core, options, diagnosis } = this
    yield* headLines(this.head(), captureQuality(core), page)
    if (options.flow !== null) {
      const flow = this.read(options.flow)
      yield ''
      yield `${flow.verdict.severity.toUpperCase()}  ${flow.verdict.title}`
      yield* flowLines(flow, '', page)
      yield* alsoLines(flow, page)
      yield* lackLines(this.qualityOf(options.flow), flow, page)
      return
    }
    for (const id of new Set(this.ofCapture.map((verdict) => verdict.id))) {
      yield ''
      const alike = this.ofCapture.filter((verdict) => verdict.id === id)
      yield* captureVerdictLines(alike, options.isAll, page)
    }
    for (const section of diagnosis.sections) {
      yield ''
      yield* sectionLines(section, this.read(section.groups[0]?.worst ?? 0), options.isAll, page)
    }
    const rest = diagnosis.severities.note + diagnosis.severities.ok
    if (options.isAll || rest === 0) return
    yield ''
    yield* wrap('--all reports the connections with notes and the healthy ones too.', page.width)
  }

  /** A line for the capture, then a line a flow, the worst first. */
  *json(): Generator<string> {
    const { core, options, diagnosis } = this
    yield jsonLine({ capture: this.head(), quality: captureQuality(core), verdicts: this.ofCapture })
    const flows =
      options.flow === null
        ? diagnosis.sections.flatMap(({ groups }) => groups.flatMap(({ flows }) => flows))
        : [options.flow]
    for (const id of flows) yield this.flowLine(id)
  }

  private flowLine(id: number): string {
    const { flow, client, server, state, certainty, verdict, also } = this.read(id)
    const quality = this.qualityOf(id)
    return jsonLine({ flow, client, server, state, certainty, verdict, also, quality })
  }

  private qualityOf(id: number): readonly QualityIssue[] {
    return flowQuality(this.core, new FlowRecord(this.core).at(id))
  }

  private read(id: number): Flow {
    return readFlow(this.core, id, this.judge)
  }

  private head(): CaptureHead {
    const { core } = this
    const frames = core.counter(COUNTER_FRAMES)
    return {
      name: this.name,
      frames,
      segments: core.counter(COUNTER_SEGMENTS),
      flows: this.passed === null ? core.flowCount() : this.passed.reduce((sum, isIn) => sum + isIn, 0),
      first: frames === 0 ? null : core.counterTime(COUNTER_FIRST_TIME),
      last: frames === 0 ? null : core.counterTime(COUNTER_LAST_TIME),
      severities: this.diagnosis.severities,
    }
  }
}
