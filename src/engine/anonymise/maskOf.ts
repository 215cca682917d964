/** One mask for each open capture: all that is exported of it fits together, and nothing of the next one does. */
import type { Core } from '../core'
import { Mask } from './mask'

const masks = new WeakMap<Core, Mask>()

/** The mask of a capture, drawn when it is first asked for. */
export function maskOf(core: Core): Mask {
  const known = masks.get(core)
  if (known !== undefined) return known
  const mask = Mask.drawn()
  masks.set(core, mask)
  return mask
}
