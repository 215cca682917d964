/** What of the state diagram is lit: the arrows that each side took, the states it was in, and where it is. */
import { type PathStep, STATE_EDGES } from '../../../contracts/explain'
import type { Side, Sides } from '../../../contracts/flow'
import type { StateName } from '../../../contracts/names'
import type { NodeId } from './geometry'

export const SIDES = ['client', 'server'] as const satisfies readonly Side[]

/** Whose way is lit. */
export type ShownSides = Side | 'both'
export const shownSides = (shown: ShownSides): readonly Side[] => (shown === 'both' ? SIDES : [shown])

/** An arrow of the diagram, or one that a flow took and the figure lacks. */
export interface DiagramEdge {
  readonly id: string
  readonly from: StateName
  readonly to: StateName
  /** The words beside it: those of the step taken, where they are others than the figure's. */
  readonly event: string
  readonly isStray: boolean
  /** The last time that each side took it; only sides that are shown. */
  readonly taken: Readonly<Partial<Record<Side, PathStep>>>
}

export interface DiagramNode {
  readonly id: NodeId
  /** Sides that passed through it, and those that are in it. */
  readonly visited: readonly Side[]
  readonly current: readonly Side[]
}

const FIGURE_IDS: ReadonlySet<string> = new Set(STATE_EDGES.map(({ id }) => id))

/** Every arrow of the figure, and after them those of the paths that it lacks. */
export function litEdges(path: Sides<readonly PathStep[]>, shown: ShownSides): readonly DiagramEdge[] {
  const steps = shownSides(shown).flatMap((side) => path[side].map((step) => ({ side, step })))
  const takenOf = (id: string) => {
    const taken: Partial<Record<Side, PathStep>> = {}
    for (const { side, step } of steps) if (step.edge === id) taken[side] = step
    return taken
  }
  const figure = STATE_EDGES.map((edge): DiagramEdge => {
    const taken = takenOf(edge.id)
    return { ...edge, event: eventOf(taken) || edge.event, isStray: false, taken }
  })
  const strays = new Map<string, DiagramEdge>()
  for (const { step } of steps) {
    const { edge: id, from, to } = step
    if (FIGURE_IDS.has(id)) continue
    const taken = takenOf(id)
    strays.set(id, { id, from, to, event: eventOf(taken), isStray: true, taken })
  }
  return [...figure, ...strays.values()]
}

/** The words of the steps taken; a line each where the sides came by them differently. */
const eventOf = (taken: DiagramEdge['taken']): string =>
  [...new Set(Object.values(taken).map(({ event }) => event))].join('\n')

/** Where a step leads in the diagram: connections end in the CLOSED at the bottom, but for those that never opened. */
const targetOf = ({ from, to }: PathStep): NodeId | null => {
  if (to === 'UNKNOWN') return null
  const isEnd = to === 'CLOSED' && from !== 'LISTEN' && from !== 'SYN_SENT' && from !== 'SYN_RCVD'
  return isEnd ? 'END' : to
}

/**
 * The states that shown sides passed through or are in.
 * @param states of both sides after the segment, for a side whose path is empty.
 */
export function litNodes(
  path: Sides<readonly PathStep[]>,
  states: Sides<StateName>,
  shown: ShownSides,
): ReadonlyMap<NodeId, DiagramNode> {
  const nodes = new Map<NodeId, DiagramNode>()
  const mark = (id: NodeId | null, side: Side, isCurrent: boolean) => {
    if (id === null) return
    const { visited, current } = nodes.get(id) ?? { visited: [], current: [] }
    nodes.set(id, { id, visited: [...new Set([...visited, side])], current: isCurrent ? [...current, side] : current })
  }
  for (const side of shownSides(shown)) {
    const steps = path[side]
    for (const { from } of steps) if (from !== 'UNKNOWN') mark(from, side, false)
    for (const [index, step] of steps.entries()) mark(targetOf(step), side, index === steps.length - 1)
    const only = states[side]
    if (steps.length === 0 && only !== 'UNKNOWN') mark(only, side, true)
  }
  return nodes
}
