/** Comments of a capture, which stay in its file: each is read back once, since a ring gives its oldest files up. */
import { COMMENT_LENGTH, COMMENT_OFFSET } from '../contracts/abi'
import type { Core } from './core'
import type { Source } from './source/source'

const COMMENTS_AT_MOST = 100
const COMMENT_BYTES_AT_MOST = 4096

export class CaptureComments {
  private readonly texts: string[] = []

  constructor(
    private readonly core: Core,
    private readonly source: Source,
  ) {}

  /** Those that were read so far, at most 100. */
  get list(): readonly string[] {
    const count = Math.min(this.core.commentCount(), COMMENTS_AT_MOST)
    while (this.texts.length < count) this.texts.push(this.read(this.texts.length))
    return [...this.texts]
  }

  private read(comment: number): string {
    const pointer = this.core.commentPointer(comment)
    const length = this.core.views.u32[(pointer + COMMENT_LENGTH) >>> 2] as number
    const offset = this.core.u64(pointer + COMMENT_OFFSET)
    if (this.source.gone?.(offset)) return ''
    const bytes = new Uint8Array(Math.min(length, COMMENT_BYTES_AT_MOST))
    const got = this.source.read(bytes, 0, bytes.length, offset)
    return new TextDecoder().decode(bytes.subarray(0, got))
  }
}
