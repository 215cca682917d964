/** Verdicts as comments of the packets that prove them, for whoever opens the saved capture in another program. */

import type { Verdict } from '../../contracts/flow'
import { said } from '../said/said'
import { type Judge, severityOf } from '../verdicts/judge'
import { certaintyWords, severityWords } from '../words'

/** Each takes up to a millisecond to explain; a capture with more troubled flows is told by its worst. */
const FLOWS_AT_MOST = 10_000
const RANK = { stuck: 0, warning: 1, note: 2, ok: 3 } as const

/** Which of `flows` have something to say, the worst first. @param codes verdict codes by flow. */
export function troubledFlows(flows: Iterable<number>, codes: Uint16Array): number[] {
  const rankOf = (flow: number): number => RANK[severityOf(codes[flow] as number)]
  const troubled = [...flows].filter((flow) => rankOf(flow) <= RANK.warning)
  return troubled.sort((a, b) => rankOf(a) - rankOf(b) || a - b).slice(0, FLOWS_AT_MOST)
}

export class VerdictComments {
  /** Comments by frame number. */
  readonly byFrame = new Map<number, string[]>()

  constructor(private readonly judge: Judge) {}

  add(flow: number): void {
    const { verdict } = this.judge.explain(flow)
    for (const [index, { frame, shows }] of verdict.evidence.entries()) {
      const words =
        index === 0 ? said`${firstWords(flow, verdict)} Here: ${shows}` : said`Lastack, flow ${flow}: ${shows}`
      this.byFrame.set(frame, [...(this.byFrame.get(frame) ?? []), words])
    }
  }
}

const firstWords = (flow: number, { severity, certainty, title, sentence }: Verdict): string =>
  said`Lastack, flow ${flow}, ${severityWords(severity)} (${certaintyWords(certainty)}): ${title}. ${sentence}`
