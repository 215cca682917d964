/** The segment that the pointer rests on, in the ladder or in the segment's fields: each shows it in the other. */
import { useSyncExternalStore } from 'react'
import type { SegmentIndex } from '../../contracts/units'

let pointed: SegmentIndex | null = null
const listeners = new Set<() => void>()

/** Points at a segment, or at none. */
export function point(segment: SegmentIndex | null): void {
  if (segment === pointed) return
  pointed = segment
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePointed = (): SegmentIndex | null => useSyncExternalStore(subscribe, () => pointed)
