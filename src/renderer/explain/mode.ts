/** How Explain mode is looked at; kept while the program runs, whichever capture is open. */
import { Store, useStore } from '../app/store'
import type { ShownSides } from './diagram/lit'

/** What of a segment's explanation is shown. */
export const EXPLAIN_PARTS = ['knows', 'numbers', 'states', 'loss', 'questions'] as const
export type ExplainPart = (typeof EXPLAIN_PARTS)[number]

export interface ExplainMode {
  readonly isOpen: boolean
  readonly part: ExplainPart
  /** Whose way through the state diagram is lit. */
  readonly sides: ShownSides
  /** Sequence numbers as on the wire, not counted from the first. */
  readonly isRaw: boolean
  /** Part of the workspace's width, 0 to 1, as dragged; null: not dragged. */
  readonly width: number | null
}

export const explainMode = new Store<ExplainMode>({
  isOpen: false,
  part: 'knows',
  sides: 'both',
  isRaw: false,
  width: null,
})

/** Opens Explain mode, or closes it. */
export const toggleExplain = (): void => explainMode.set({ isOpen: !explainMode.get().isOpen })

/** Part of the mode; see useStore. */
export function useExplainMode<Part>(select: (mode: ExplainMode) => Part): Part {
  return useStore(explainMode, select)
}
