/** What was written down about captures as wholes, for the one section that several become. */
import { COMMENT_FRAME, COMMENT_LENGTH, COMMENT_OFFSET } from '../../contracts/abi'
import type { Core } from '../core'
import type { Source } from '../source/source'

/** An option's length has 16 bits. */
const MOST_BYTES = 0xffff
/** Beyond, a section header would be larger than readers take: they keep to 16 MiB. */
const MOST = 200

/** Comments of section headers, in the order in which they were read; the same text stands once. */
export function sectionComments(core: Core, source: Source): string[] {
  const texts = new Set<string>()
  const count = core.commentCount()
  for (let comment = 0; comment < count && texts.size < MOST; comment += 1) {
    const pointer = core.commentPointer(comment)
    if (core.views.u32[(pointer + COMMENT_FRAME) >>> 2] !== 0) continue
    const length = core.views.u32[(pointer + COMMENT_LENGTH) >>> 2] as number
    const bytes = new Uint8Array(Math.min(length, MOST_BYTES))
    const got = source.read(bytes, 0, bytes.length, core.u64(pointer + COMMENT_OFFSET))
    texts.add(new TextDecoder().decode(bytes.subarray(0, got)))
  }
  return [...texts]
}
