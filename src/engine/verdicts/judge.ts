/** Applies the rules to flows: cheaply to all of them, in full words to those that are looked at. */
import { COUNTER_LAST_TIME } from '../../contracts/abi'
import { type Assumptions, GUESSED } from '../../contracts/assumptions'
import type { AlsoHeld, Flow, Severity, Verdict } from '../../contracts/flow'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { IcmpErrors } from '../icmpErrors'
import type { KernelFacts } from '../kernel/word'
import { type PacketReader, packetReader } from '../packets/packetFacts'
import { profilesAssuming } from '../profiles/assume'
import { PROFILES } from '../profiles/index'
import type { Profiles, Timers } from '../profiles/profile'
import { QualityOfCapture } from '../quality/weaken'
import type { Source } from '../source/source'
import { RULES, unclear } from './index'
import { KERNEL_RULES } from './kernel/index'
import { ResetOrigins } from './reset/origin'
import type { CaptureFacts, Explanation, Rule } from './rule'
import { FlowStory } from './story'
import { timersOf } from './timers'
import { traitsOf } from './traits'

/** From harmless to worst; a severity's index is its rank. */
export const SEVERITIES: readonly Severity[] = ['ok', 'note', 'warning', 'stuck']

const WEIGHTS: Readonly<Record<Severity, number>> = { ok: 0, note: 0, warning: 1, stuck: 2 }
/** Rules by number. The kernel's go before all others all the same: see `weigh`. */
const ALL: readonly Rule[] = [...RULES, unclear, ...KERNEL_RULES]
const RANKS = SEVERITIES.length
const RANK_OF: Readonly<Record<Severity, number>> = { ok: 0, note: 1, warning: 2, stuck: 3 }
const UNCLEAR = RULES.length * RANKS + RANK_OF.note
const FIRST_OF_KERNEL = RULES.length + 1
const NEEDS = Int32Array.from(RULES, ({ needs }) => needs)

export interface Proved {
  readonly verdict: Pick<Verdict, 'id' | 'severity' | 'title'> & Explanation
  readonly also: readonly Pick<AlsoHeld, 'id' | 'severity'>[]
}

export class Judge {
  private readonly flow: FlowRecord
  private profiles: Profiles
  private capture: CaptureFacts
  private readonly icmp: IcmpErrors
  private quality: QualityOfCapture
  private readonly packets: PacketReader | null
  private readonly origins = new ResetOrigins()
  /** Codes of the rules that hold for the flow at hand, in order of precedence. */
  private readonly held = new Uint16Array(ALL.length)
  private heldCount = 0
  private kernel: KernelFacts | null = null

  /**
   * @param source where packets can be read back; without, verdicts rest on the core's columns alone.
   * @param profiles timers of each system.
   * @param assumptions which of them to assume, and single timers that are set otherwise.
   * @param knownUntilNs see CaptureFacts.endNs; the time of the latest frame where it isn't given.
   * @param isGoingOn see CaptureFacts.
   */
  constructor(
    private readonly core: Core,
    private readonly source: Source | null = null,
    private readonly shipped: Profiles = PROFILES,
    private assumptions: Assumptions = GUESSED,
    private readonly knownUntilNs: () => number = () => core.counter(COUNTER_LAST_TIME),
    private readonly isGoingOn: () => boolean = () => false,
  ) {
    this.profiles = profilesAssuming(shipped, assumptions.timers)
    this.flow = new FlowRecord(core)
    this.icmp = new IcmpErrors(core)
    this.packets = source === null ? null : packetReader(core, source)
    this.capture = this.captureFacts()
    this.quality = new QualityOfCapture(core)
  }

  /** Judges the same capture as `core` tells it, by the packets alone. */
  of(core: Core): Judge {
    return new Judge(core, this.source, this.shipped, this.assumptions, this.knownUntilNs, this.isGoingOn)
  }

  /** Takes the capture's facts anew; call it when more was read. */
  refresh(): void {
    this.capture = this.captureFacts()
    this.quality = new QualityOfCapture(this.core)
  }

  /** Assumes other timers; verdicts made before don't follow. */
  assume(assumptions: Assumptions): void {
    this.assumptions = assumptions
    this.profiles = profilesAssuming(this.shipped, assumptions.timers)
    this.refresh()
  }

  /** Judges by this host's kernel too, from now on. */
  hear(kernel: KernelFacts): void {
    this.kernel = kernel
    this.refresh()
  }

  /** The timers to assume of a flow's ends. */
  timers(id: number): Timers {
    const story = this.story(this.flow.at(id))
    return [timersOf(story, this.flow.clientIndex), timersOf(story, this.flow.index('server'))]
  }

  /** What is known of the capture as a whole. */
  get facts(): CaptureFacts {
    return this.capture
  }

  /** Packets were dropped while capturing, which takes their force from verdicts that rest on something not seen. */
  get hasDrops(): boolean {
    return this.quality.hasDrops
  }

  private captureFacts(): CaptureFacts {
    return {
      endNs: this.knownUntilNs(),
      isGoingOn: this.isGoingOn(),
      profiles: this.profiles,
      assumptions: this.assumptions,
      icmp: (flow) => this.icmp.of(flow),
      story: (flow) => this.story(flow),
      resetOrigin: (flow) => this.origins.of(flow, (held) => this.story(held)),
      ...(this.kernel === null ? {} : { kernel: this.kernel }),
    }
  }

  private story(flow: FlowRecord): FlowStory {
    return new FlowStory(this.core, flow, this.capture, this.packets)
  }

  /** The verdict as one small number, for columns; see `severityOf`, `titleOf`, `idOf`. Allocates nothing. */
  code(id: number): number {
    return this.held[this.weigh(id)] as number
  }

  /** Whether a flow's code stays as it is for good, as long as no segment comes. */
  isFinal(id: number): boolean {
    const { capture } = this
    const code = this.code(id)
    this.capture = { ...capture, endNs: Number.MAX_SAFE_INTEGER * 1e3 }
    const later = this.code(id)
    this.capture = capture
    return code === later
  }

  /**
   * Moves the cursor to a flow and finds the rules that hold for it: `held` up to `heldCount`.
   *
   * @returns where in `held` the verdict is: the first of the heaviest, or `unclear` behind all others.
   */
  private weigh(id: number): number {
    const { flow, capture, held } = this
    flow.at(id)
    const traits = traitsOf(flow, capture)
    let count = 0
    let best = -1
    let bestWeight = -1
    const ofKernel = capture.kernel === undefined ? -1 : this.kernelCode(capture.kernel)
    if (ofKernel >= 0) {
      held[0] = ofKernel
      count = 1
      best = 0
      bestWeight = WEIGHTS[severityOf(ofKernel)]
    }
    for (let index = 0; index < NEEDS.length; index += 1) {
      if (((NEEDS[index] as number) & traits) === 0) continue
      const severity = this.severity(RULES[index] as Rule)
      if (severity === null) continue
      const weight = WEIGHTS[severity]
      if (weight > bestWeight) {
        bestWeight = weight
        best = count
      }
      held[count] = index * RANKS + RANK_OF[severity]
      count += 1
    }
    this.heldCount = count
    if (best >= 0) return best
    held[count] = UNCLEAR
    return count
  }

  /** Code of the kernel's rule that holds for the flow that the cursor is at; -1: none does. */
  private kernelCode(kernel: KernelFacts): number {
    const lasting = kernel.lastingOf(this.flow.id)
    if (lasting === null || lasting.rule.verdict === null) return -1
    const place = KERNEL_RULES.findIndex(({ id }) => id === lasting.rule.id)
    return (FIRST_OF_KERNEL + place) * RANKS + RANK_OF[lasting.severity]
  }

  /** How bad a rule finds the flow that the cursor is at, as far as the capture's quality bears it; null: it doesn't hold. */
  private severity(rule: Rule): Severity | null {
    const severity = rule.judge(this.flow, this.capture)
    return severity === 'stuck' ? this.quality.severity(rule.id, severity, this.flow) : severity
  }

  /** Verdict in full, and the other rules that hold. */
  explain(id: number): Pick<Flow, 'verdict' | 'also'> {
    const { verdict, also } = this.prove(id)
    const { words, ...rest } = verdict
    const titled = also.map((held) => ({ ...held, title: ruleNamed(held.id).title(held.severity) }))
    return { verdict: { ...rest, ...words() }, also: titled }
  }

  /** Verdict with its evidence, the words still to be made. */
  prove(id: number): Proved {
    const best = this.weigh(id)
    const code = this.held[best] as number
    const also: Proved['also'][number][] = []
    for (let index = 0; index < this.heldCount; index += 1) {
      const other = this.held[index] as number
      if (index !== best) also.push({ id: ruleOf(other).id, severity: severityOf(other) })
    }
    const rule = ruleOf(code)
    const severity = severityOf(code)
    const { evidence, words, ...judged } = rule.explain(this.story(this.flow), severity)
    const { certainty, counterEvidence } = this.quality.weaken(rule.id, judged, this.flow)
    const title = rule.title(severity)
    return { verdict: { id: rule.id, severity, title, certainty, evidence, counterEvidence, words }, also }
  }
}

const ruleNamed = (id: string): Rule => ALL.find((rule) => rule.id === id) as Rule

const ruleOf = (code: number): Rule => ALL[Math.floor(code / RANKS)] as Rule

export const severityOf = (code: number): Severity => SEVERITIES[code % RANKS] as Severity

export const idOf = (code: number): string => ruleOf(code).id

export const titleOf = (code: number): string => ruleOf(code).title(severityOf(code))

/** Codes are below this. */
export const CODE_LIMIT = ALL.length * RANKS

/** Ids of all verdicts that a flow can have. */
export const VERDICT_IDS: readonly string[] = ALL.map(({ id }) => id)
