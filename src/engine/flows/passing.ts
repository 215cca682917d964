import type { FlowFilter } from '../../contracts/flowList'
import type { Core } from '../core'
import type { Matched } from '../filter/flowMatches'
import { Kept } from '../kept'
import { language } from '../said/said'
import type { Judge } from '../verdicts/judge'
import { filterFlows } from './filter'
import type { FlowVerdicts } from './verdicts'

/** What passed a text; a longer text that holds it passes no other flow. */
interface Narrowing {
  readonly text: string
  /** Name of everything else that the filter asks for. */
  readonly rest: string
  readonly version: unknown
  readonly ids: Uint32Array
}

/** Flows that pass a filter whatever their time: kept for list and timeline alike, narrowed while a text is typed on. */
export class PassingFlows {
  private readonly kept = new Kept<Uint32Array>()
  private last: Narrowing | null = null

  /** @param isMoving flows come and go: then the answer may be a little older than they are. */
  constructor(
    private readonly core: Core,
    private readonly verdicts: FlowVerdicts,
    private readonly facts: Judge['facts'],
    private readonly isMoving: () => boolean,
  ) {}

  /** Numbers of the flows, ascending; not to be changed. */
  of(filter: FlowFilter, matched: Matched | null): Uint32Array {
    return this.kept.get(this.nameOf(filter, matched), this.verdicts.version, this.isMoving(), () =>
      this.pass({ ...filter, timeRange: null }, matched),
    )
  }

  /** A name for what passes while flows and verdicts stay as they are. */
  nameOf(filter: FlowFilter, matched: Matched | null): string {
    return `${this.restOf(filter, matched)} ${textOf(filter)}`
  }

  /**
   * All but the text. What holds it changes, too: titles are said in a language, and names of programs come to be known.
   */
  private restOf(filter: FlowFilter, matched: Matched | null): string {
    const meaning = textOf(filter) === '' ? null : [language(), this.facts.kernel?.namesVersion()]
    return JSON.stringify([{ ...filter, text: '', timeRange: null }, meaning, matched?.revision])
  }

  private pass(filter: FlowFilter, matched: Matched | null): Uint32Array {
    const { version, codes } = this.verdicts
    const { last } = this
    const text = textOf(filter)
    const rest = this.restOf(filter, matched)
    const isNarrower = last !== null && last.rest === rest && last.version === version && text.includes(last.text)
    const within = isNarrower ? last.ids : undefined
    const ids = filterFlows(this.core, filter, codes, this.facts.kernel, matched?.passed, within)
    this.last = { text, rest, version, ids }
    return ids
  }
}

/** What is looked for: case and blanks around it don't count. */
const textOf = ({ text }: FlowFilter): string => text.trim().toLowerCase()
