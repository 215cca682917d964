/** The findings of one flow in sentences, worst first. */
import type { Side } from '../../contracts/flow'
import type { Alteration, DirectionFates, Fate, SegmentFate, TwoEndsFlow } from '../../contracts/twoEnds'
import { endpointText } from '../flows/address'
import { durationWords, pluralWords } from '../words'
import type { Witnesses } from './judgeFlow'
import { endOf } from './whichEnd'

type Judged = Omit<TwoEndsFlow, 'sentences'>

/** Frames named in a sentence; the rest is counted. */
const MOST_FRAMES = 8
/** Alterations told one by one; the rest is counted. */
const MOST_ALTERATIONS = 8

export function sentencesOf(flow: Judged, witnesses: Witnesses): string[] {
  const words = new FlowWords(flow, witnesses)
  const found = [
    ...words.forged(),
    ...words.each((side) => words.lost(side)),
    ...words.each((side) => words.partlyLost(side)),
    ...words.translation(),
    ...words.shift(),
    ...words.alterations(),
    ...words.each((side) => words.delayed(side)),
    ...words.each((side) => words.reordered(side)),
    ...words.each((side) => words.duplicates(side)),
    ...words.each((side) => words.uncaptured(side)),
    ...words.each((side) => words.unknown(side)),
  ]
  return found.length > 0 ? found : [words.well()]
}

class FlowWords {
  constructor(
    private readonly flow: Judged,
    private readonly witnesses: Witnesses,
  ) {}

  each(sentence: (side: Side) => string | null): string[] {
    return (['client', 'server'] as const).map(sentence).filter((words) => words !== null)
  }

  /** One sentence a reset: it ends connections. Others are told together. */
  forged(): string[] {
    const forged = this.flow.segments.filter(({ fate }) => fate === 'forged')
    const resets = forged.filter(({ flags }) => flags.includes('RST'))
    const told = resets.slice(0, MOST_FRAMES).map((reset) => {
      const where = `frame ${reset.arrivedFrames[0]} of ${this.receiver(reset.from)}`
      return `The RST in ${where} was not sent by the ${reset.from}: something on the way forged it (${reset.reason}).`
    })
    if (resets.length > MOST_FRAMES) told.push(`${resets.length - MOST_FRAMES} more RSTs were forged.`)
    const others = this.each((side) => {
      const segments = forged.filter(({ from, flags }) => from === side && !flags.includes('RST'))
      if (segments.length === 0) return null
      const verb = segments.length === 1 ? 'was' : 'were'
      const what = pluralWords(segments.length, 'segment')
      return `${what} that claim${segments.length === 1 ? 's' : ''} to come from the ${side} ${verb} never sent by it ${this.arrivalFrames(side, segments)}.`
    })
    return [...told, ...others]
  }

  lost(side: Side): string | null {
    const lost = this.ofFate(side, 'lost')
    if (lost.length === 0) return null
    return `${this.share(lost, side)} never arrived ${this.sendingFrames(side, lost)}.`
  }

  partlyLost(side: Side): string | null {
    const partly = this.ofFate(side, 'partly lost')
    if (partly.length === 0) return null
    const bytes = partly.reduce((sum, { lostBytes }) => sum + lostBytes, 0)
    const what = `${pluralWords(partly.length, 'offloaded segment')} from the ${side}`
    return `Of ${what} ${pluralWords(bytes, 'byte')} never arrived ${this.sendingFrames(side, partly)}.`
  }

  translation(): string[] {
    const { first, second, clientEnd } = this.flow
    if (first === null || second === null) return []
    const [near, far] = clientEnd === 'first' ? [first, second] : [second, first]
    return (['client', 'server'] as const).flatMap((side) => {
      const before = endpointText(near[side].address, near[side].port)
      const after = endpointText(far[side].address, far[side].port)
      if (before === after) return []
      return side === 'client'
        ? [`NAT: ${before} becomes ${after}.`]
        : [`NAT: the client's ${before} is ${after} at the server's end.`]
    })
  }

  shift(): string[] {
    const { client, server } = this.flow.sequenceShift
    if (client === 0 && server === 0) return []
    const part = (side: Side, by: number): string => (by === 0 ? '' : `the ${side}'s by ${by}`)
    const parts = [part('client', client), part('server', server)].filter((words) => words !== '')
    return [
      `The path rewrites sequence numbers: it shifts ${parts.join(' and ')} (towards the server's end, mod 2^32).`,
    ]
  }

  alterations(): string[] {
    const { alterations } = this.flow
    const told = alterations.slice(0, MOST_ALTERATIONS).map((alteration) => this.alteration(alteration))
    const left = alterations.length - MOST_ALTERATIONS
    return left > 0 ? [...told, `${pluralWords(left, 'more alteration')} of other kinds.`] : told
  }

  delayed(side: Side): string | null {
    const delayed = this.flow.segments.filter(({ from, isDelayed }) => from === side && isDelayed)
    if (delayed.length === 0) return null
    const longest = delayed.reduce((most, { delayNs }) => Math.max(most, delayNs ?? 0), 0)
    const usual = this.direction(side).usualDelayNs ?? 0
    const were = delayed.length === 1 ? 'was' : 'were'
    return `${this.share(delayed, side)} ${were} delayed, up to ${durationWords(longest)} where ${durationWords(usual)} is usual ${this.sendingFrames(side, delayed)}.`
  }

  reordered(side: Side): string | null {
    const reordered = this.flow.segments.filter(({ from, isReordered }) => from === side && isReordered)
    if (reordered.length === 0) return null
    return `${this.share(reordered, side)} arrived out of order ${this.arrivalFrames(side, reordered)}.`
  }

  duplicates(side: Side): string | null {
    const duplicates = this.ofFate(side, 'duplicate')
    if (duplicates.length === 0) return null
    const what = pluralWords(duplicates.length, 'segment')
    return `${what} from the ${side} arrived twice ${this.arrivalFrames(side, duplicates)}.`
  }

  uncaptured(side: Side): string | null {
    const missed = this.ofFate(side, 'uncaptured')
    if (missed.length === 0) return null
    const at = missed.some(({ sentFrame }) => sentFrame === null) ? this.sender(side) : this.receiver(side)
    return `${pluralWords(missed.length, 'segment')} from the ${side} did arrive, but ${at} lacks ${missed.length === 1 ? 'it' : 'them'}: capture with a larger buffer.`
  }

  unknown(side: Side): string | null {
    const unknown = this.ofFate(side, 'unknown')
    const [one] = unknown
    if (!one) return null
    return `Of ${pluralWords(unknown.length, 'segment')} from the ${side} the captures can't tell: ${one.reason}.`
  }

  well(): string {
    const { client, server } = this.flow.directions
    const all = pluralWords(client.sent + server.sent, 'segment')
    return `All ${all} arrived, unaltered and in order.`
  }

  private alteration({ from, field, before, after, segments, frame }: Alteration): string {
    const where = `frame ${frame} of ${this.receiver(from)}`
    const of = segments > 1 ? `, ${pluralWords(segments, 'segment')}, first in ${where}` : `, ${where}`
    if (field === 'MSS' && after !== 'none' && Number(after) < Number(before)) {
      return `The path clamps MSS ${before} to ${after} (SYN of the ${from}${of}).`
    }
    if (after === 'none' && before !== 'none') {
      return `The path strips ${field} ${before === 'offered' ? '' : `${before} `}from the ${from}'s segments${` (${where})`}.`
    }
    if (field === 'ECN' && after === '3') return `The path marks congestion on the ${from}'s segments (ECN CE${of}).`
    return `The path changes ${field} ${before} to ${after} (from the ${from}${of}).`
  }

  private direction(side: Side): DirectionFates {
    return this.flow.directions[side]
  }

  private ofFate(side: Side, fate: Fate): SegmentFate[] {
    return this.flow.segments.filter((segment) => segment.from === side && segment.fate === fate)
  }

  /** `3 of 412 segments from the client` */
  private share(segments: readonly SegmentFate[], side: Side): string {
    return `${segments.length} of ${pluralWords(this.direction(side).sent, 'segment')} from the ${side}`
  }

  private sendingFrames(side: Side, segments: readonly SegmentFate[]): string {
    return framesWords(
      segments.map(({ sentFrame }) => sentFrame),
      this.sender(side),
    )
  }

  private arrivalFrames(side: Side, segments: readonly SegmentFate[]): string {
    return framesWords(
      segments.map(({ arrivedFrames }) => arrivedFrames[0] ?? null),
      this.receiver(side),
    )
  }

  private sender(side: Side): string {
    return this.witnesses[endOf(side, this.flow.clientEnd)].name
  }

  private receiver(side: Side): string {
    return this.witnesses[endOf(side, this.flow.clientEnd) === 'first' ? 'second' : 'first'].name
  }
}

/** `(frames 17, 80, 81 of client.pcapng)` */
function framesWords(frames: readonly (number | null)[], name: string): string {
  const known = frames.filter((frame) => frame !== null).sort((a, b) => a - b)
  const more = known.length - MOST_FRAMES
  const named = known.slice(0, MOST_FRAMES).join(', ')
  return `(${known.length === 1 ? 'frame' : 'frames'} ${named}${more > 0 ? ` and ${more} more` : ''} of ${name})`
}
