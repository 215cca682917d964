/** The frames of some flows: their segments with all their fragments, and the ICMP errors about them. */
import type { Core } from '../core'
import type { IcmpErrors } from '../icmpErrors'
import { eachFragment } from '../packets/fragments'
import { SegmentRecord } from '../segmentRecord'
import { FrameSet } from './frameSet'

/** @param flows numbers of flows. Runs over all segments once: about 5 ms a million. */
export function framesOf(core: Core, icmp: IcmpErrors, flows: Uint32Array): FrameSet {
  const frames = new FrameSet()
  const isWanted = new Uint8Array(core.flowCount())
  for (const flow of flows) {
    isWanted[flow] = 1
    for (const { frame } of icmp.of(flow)) frames.add(frame)
  }
  const segment = new SegmentRecord(core)
  const limit = core.segmentLimit()
  for (let index = 0; index < limit; index += 1) {
    // A row that was never filled belongs to no flow.
    if (isWanted[segment.at(index).flow] === 1) frames.add(segment.frame)
  }
  // What came before the last fragment of a segment has frames of its own.
  eachFragment(core, (index, frame) => {
    if (isWanted[segment.at(index).flow] === 1) frames.add(frame)
  })
  return frames
}
