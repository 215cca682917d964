import { type RefObject, useEffect } from 'react'
import type { TogetherColumns } from './columns'

/** Pixels kept free beside the bars of the flow. */
const BESIDE = 16

/**
 * Scrolls sideways until both bars of the flow in focus are in view, where the pane has no room for all hosts. `asked`
 * grows when a row of it is brought into view. @param width of the view, pixels.
 */
export function useRevealFlow(
  view: RefObject<HTMLDivElement | null>,
  { flows, barWidth, fixed }: TogetherColumns,
  focus: number,
  width: number,
  asked: number,
): void {
  const bars = flows[focus]?.x
  const left = bars === undefined ? 0 : Math.min(bars.client, bars.server) - BESIDE
  const right = bars === undefined ? 0 : Math.max(bars.client, bars.server) + barWidth + BESIDE
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when asked to, too
  useEffect(() => {
    const { current } = view
    if (current === null || width === 0) return
    const most = Math.max(0, left - fixed)
    const least = Math.min(most, right - width)
    current.scrollLeft = Math.min(Math.max(current.scrollLeft, least), most)
  }, [view, left, right, fixed, width, asked])
}
