/** The findings of one flow in sentences, worst first. */

import type { Side } from '../../contracts/flow'
import type { Alteration, DirectionFates, Fate, SegmentFate, TwoEndsFlow } from '../../contracts/twoEnds'
import { endpointText } from '../flows/address'
import { said } from '../said/said'
import { andWords, commaWords, durationWords, pluralWords, sideWords } from '../words'
import { fieldWords } from './fieldWords'
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
      const where = said`frame ${reset.arrivedFrames[0] ?? ''} of ${this.receiver(reset.from)}`
      return said`The RST in ${where} was not sent by the ${sideWords(reset.from)}: something on the way forged it (${reset.reason}).`
    })
    if (resets.length > MOST_FRAMES) told.push(said`${resets.length - MOST_FRAMES} more RSTs were forged.`)
    const others = this.each((side) => {
      const segments = forged.filter(({ from, flags }) => from === side && !flags.includes('RST'))
      if (segments.length === 0) return null
      const frames = this.arrivalFrames(side, segments)
      return segments.length === 1
        ? said`1 segment that claims to come from the ${sideWords(side)} was never sent by it ${frames}.`
        : said`${pluralWords(segments.length, 'segment')} that claim to come from the ${sideWords(side)} were never sent by it ${frames}.`
    })
    return [...told, ...others]
  }

  lost(side: Side): string | null {
    const lost = this.ofFate(side, 'lost')
    if (lost.length === 0) return null
    return said`${this.share(lost, side)} never arrived ${this.sendingFrames(side, lost)}.`
  }

  partlyLost(side: Side): string | null {
    const partly = this.ofFate(side, 'partly lost')
    if (partly.length === 0) return null
    const bytes = partly.reduce((sum, { lostBytes }) => sum + lostBytes, 0)
    const what = said`${pluralWords(partly.length, 'offloaded segment')} from the ${sideWords(side)}`
    return said`Of ${what} ${pluralWords(bytes, 'byte')} never arrived ${this.sendingFrames(side, partly)}.`
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
        ? [said`NAT: ${before} becomes ${after}.`]
        : [said`NAT: the client's ${before} is ${after} at the server's end.`]
    })
  }

  shift(): string[] {
    const { client, server } = this.flow.sequenceShift
    if (client === 0 && server === 0) return []
    const part = (side: Side, by: number): string => (by === 0 ? '' : said`the ${sideWords(side)}'s by ${by}`)
    const parts = [part('client', client), part('server', server)].filter((words) => words !== '')
    return [
      said`The path rewrites sequence numbers: it shifts ${andWords(parts)} (towards the server's end, mod 2^32).`,
    ]
  }

  alterations(): string[] {
    const { alterations } = this.flow
    const told = alterations.slice(0, MOST_ALTERATIONS).map((alteration) => this.alteration(alteration))
    const left = alterations.length - MOST_ALTERATIONS
    return left > 0 ? [...told, said`${pluralWords(left, 'more alteration')} of other kinds.`] : told
  }

  delayed(side: Side): string | null {
    const delayed = this.flow.segments.filter(({ from, isDelayed }) => from === side && isDelayed)
    if (delayed.length === 0) return null
    const longest = delayed.reduce((most, { delayNs }) => Math.max(most, delayNs ?? 0), 0)
    const usual = this.direction(side).usualDelayNs ?? 0
    const [share, frames] = [this.share(delayed, side), this.sendingFrames(side, delayed)]
    return delayed.length === 1
      ? said`${share} was delayed, up to ${durationWords(longest)} where ${durationWords(usual)} is usual ${frames}.`
      : said`${share} were delayed, up to ${durationWords(longest)} where ${durationWords(usual)} is usual ${frames}.`
  }

  reordered(side: Side): string | null {
    const reordered = this.flow.segments.filter(({ from, isReordered }) => from === side && isReordered)
    if (reordered.length === 0) return null
    return said`${this.share(reordered, side)} arrived out of order ${this.arrivalFrames(side, reordered)}.`
  }

  duplicates(side: Side): string | null {
    const duplicates = this.ofFate(side, 'duplicate')
    if (duplicates.length === 0) return null
    const what = pluralWords(duplicates.length, 'segment')
    return said`${what} from the ${sideWords(side)} arrived twice ${this.arrivalFrames(side, duplicates)}.`
  }

  uncaptured(side: Side): string | null {
    const missed = this.ofFate(side, 'uncaptured')
    if (missed.length === 0) return null
    const at = missed.some(({ sentFrame }) => sentFrame === null) ? this.sender(side) : this.receiver(side)
    return missed.length === 1
      ? said`1 segment from the ${sideWords(side)} did arrive, but ${at} lacks it: capture with a larger buffer.`
      : said`${pluralWords(missed.length, 'segment')} from the ${sideWords(side)} did arrive, but ${at} lacks them: capture with a larger buffer.`
  }

  unknown(side: Side): string | null {
    const unknown = this.ofFate(side, 'unknown')
    const [one] = unknown
    if (!one) return null
    return said`Of ${pluralWords(unknown.length, 'segment')} from the ${sideWords(side)} the captures can't tell: ${one.reason}.`
  }

  well(): string {
    const { client, server } = this.flow.directions
    const all = pluralWords(client.sent + server.sent, 'segment')
    return said`All ${all} arrived, unaltered and in order.`
  }

  private alteration({ from, field, before, after, segments, frame }: Alteration): string {
    const where = said`frame ${frame} of ${this.receiver(from)}`
    const of = segments > 1 ? said`, ${pluralWords(segments, 'segment')}, first in ${where}` : said`, ${where}`
    if (field === 'MSS' && after !== 'none' && Number(after) < Number(before)) {
      return said`The path clamps MSS ${before} to ${after} (SYN of the ${sideWords(from)}${of}).`
    }
    if (after === 'none' && before !== 'none') {
      return before === 'offered'
        ? said`The path strips ${fieldWords(field)} from the ${sideWords(from)}'s segments (${where}).`
        : said`The path strips ${fieldWords(field)} ${before} from the ${sideWords(from)}'s segments (${where}).`
    }
    if (field === 'ECN' && after === '3')
      return said`The path marks congestion on the ${sideWords(from)}'s segments (ECN CE${of}).`
    return said`The path changes ${fieldWords(field)} ${before} to ${after} (from the ${sideWords(from)}${of}).`
  }

  private direction(side: Side): DirectionFates {
    return this.flow.directions[side]
  }

  private ofFate(side: Side, fate: Fate): SegmentFate[] {
    return this.flow.segments.filter((segment) => segment.from === side && segment.fate === fate)
  }

  /** `3 of 412 segments from the client` */
  private share(segments: readonly SegmentFate[], side: Side): string {
    return said`${segments.length} of ${pluralWords(this.direction(side).sent, 'segment')} from the ${sideWords(side)}`
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
  const named = commaWords(known.slice(0, MOST_FRAMES).map(String))
  if (known.length === 1) return said`(frame ${named} of ${name})`
  return more > 0 ? said`(frames ${named} and ${more} more of ${name})` : said`(frames ${named} of ${name})`
}
