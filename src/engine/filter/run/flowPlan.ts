/**
 * A filter over flows. Parts that ask about the flow itself are asked of it; parts that ask about segments hold where
 * one of its segments passes them, all of one `and` together: `tcp.flags.syn == 1 && tcp.flags.ack == 1` is one segment
 * with both. A `not` outside stays outside: `!tcp.flags.reset == 1` is a flow without any reset.
 */
import { Level } from '../fields/field'
import type { Node } from '../node'

/** `some`: one of the flow's segments passes, found out by the question's number. */
export type FlowPlan =
  | { readonly kind: 'flow'; readonly of: Node }
  | { readonly kind: 'some'; readonly of: Node; readonly question: number }
  | { readonly kind: 'not'; readonly of: FlowPlan }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FlowPlan[] }

/** @param questions collects what is to be asked of segments. */
export function flowPlan(node: Node, questions: Node[]): FlowPlan {
  if (node.level === Level.FLOW) return { kind: 'flow', of: node }
  switch (node.kind) {
    case 'leaf':
      return some(node, questions)
    case 'not':
      return { kind: 'not', of: flowPlan(node.of, questions) }
    case 'or':
      return { kind: 'or', parts: node.parts.map((part) => flowPlan(part, questions)) }
    case 'and':
      return { kind: 'and', parts: together(node.parts, questions) }
  }
}

function some(of: Node, questions: Node[]): FlowPlan {
  questions.push(of)
  return { kind: 'some', of, question: questions.length - 1 }
}

/** What speaks of segments alone is asked of one and the same segment, unless all of it says what must not be. */
function together(parts: readonly Node[], questions: Node[]): FlowPlan[] {
  const ofSegments = parts.filter(isOfSegments)
  const isOneQuestion = ofSegments.length > 1 && ofSegments.some(({ kind }) => kind !== 'not')
  const apart = isOneQuestion ? parts.filter((part) => !isOfSegments(part)) : parts
  const plans = apart.map((part) => flowPlan(part, questions))
  if (!isOneQuestion) return plans
  const level = Math.max(...ofSegments.map((part) => part.level))
  return [...plans, some({ kind: 'and', level, parts: ofSegments }, questions)]
}

/** Every leaf asks about segments. */
function isOfSegments(node: Node): boolean {
  if (node.kind === 'leaf') return node.level !== Level.FLOW
  return node.kind === 'not' ? isOfSegments(node.of) : node.parts.every(isOfSegments)
}
