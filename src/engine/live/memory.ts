/** What becomes of a capture that outgrows memory: following halts, what was read stays, and the file goes on. */

import { COUNTER_FRAMES, ReadError } from '../../contracts/abi'
import type { Core } from '../core'
import { said } from '../said/said'
import { byteWords, pluralWords } from '../words'

/** What WebAssembly can address. */
const CORE_BYTES = 4 * 1024 ** 3
/** Left free, so that ladders can still be planned: a flow of a million segments takes 26 MB. */
const SPARE_BYTES = 256 * 1024 ** 2
/** Following halts when the core has grown to this: about 85 million packets. */
export const MEMORY_LIMIT_BYTES = CORE_BYTES - SPARE_BYTES

export const isFull = (core: Core, limitBytes: number): boolean =>
  core.memoryBytes >= limitBytes || core.error()?.code === ReadError.OUT_OF_MEMORY

/** Why no more packets come in, and what to do: said when it is asked for. @param name of the capture. @param at when that was. */
export function haltedSentence(core: Core, name: string, at: Date): () => string {
  const frames = core.counter(COUNTER_FRAMES)
  const memory = byteWords(core.memoryBytes)
  const time = at.toISOString().slice(11, 19)
  return () =>
    said`Since ${time} UTC no more packets are read: ${pluralWords(frames, 'frame')} fill the memory that there is for them (${memory}). The capture goes on being written to ${name}: stop it, then split the file (editcap -c 50000000 IN OUT) and open the parts, or start a new one with a capture filter.`
}
