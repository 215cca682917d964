/**
 * Verdicts that rest on this host's kernel: asked only of a live capture, and before all others, since the kernel knows
 * what the wire lets guess. What holds, for how long and in which words is said in ../../kernel/disagreements.
 */

import { DISAGREEMENTS } from '../../kernel/disagreements/index'
import type { DisagreementRule, DisagreementVerdict } from '../../kernel/disagreements/rule'
import { sentenceOf } from '../../kernel/disagreements/rule'
import { said } from '../../said/said'
import { nextStep } from '../nextSteps'
import type { Rule, Words } from '../rule'
import { EVERY_FLOW } from '../traits'

/** Seen first when the worst of equals is looked for. */
export const KERNEL_RULES: readonly Rule[] = DISAGREEMENTS.flatMap((rule) =>
  rule.verdict === null ? [] : [verdictOf(rule, rule.verdict)],
)

function verdictOf(rule: DisagreementRule, verdict: DisagreementVerdict): Rule {
  return {
    id: rule.id,
    needs: EVERY_FLOW,
    judge(flow, capture) {
      const lasting = capture.kernel?.lastingOf(flow.id)
      return lasting?.rule === rule ? lasting.severity : null
    },
    title: rule.title,
    explain(story) {
      const { kernel } = story.capture
      const lasting = kernel?.lastingOf(story.flow.id) ?? null
      const end = lasting && kernel?.reading()?.endAt(lasting.end)
      if (!lasting || !end) return { certainty: 'proved', evidence: [], counterEvidence: [], words: over }
      return {
        certainty: 'proved',
        evidence: verdict.evidence(story, end),
        counterEvidence: [],
        words: () => ({
          sentence: capitalised(sentenceOf(rule.words(end, lasting.heldMs))),
          expectedNext: verdict.expectedNext(end),
          nextStep: verdict.nextStep(end),
        }),
      }
    },
  }
}

/** A verdict that is explained after the next reading has ended it. */
const over = (): Words => ({
  sentence: said`Kernel and wire agreed again.`,
  expectedNext: '',
  nextStep: nextStep(said`Look at the flow once more.`),
})

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
