/** What a folded run says of itself. */
import { said } from '../said/said'
import { byteWords, durationWords, pluralWords } from '../words'
import { DUPLICATES, KEEP_ALIVES, PROBES } from './classify'

export interface FoldFacts {
  /** One of the run classes of classify.ts. */
  readonly kind: number
  readonly count: number
  /** Payload bytes. */
  readonly bytes: number
  readonly durationNs: number
  /** Duplicate ACKs, keep-alives or probes among the segments. */
  readonly counted: number
}

/** `36 segments, 49.8 kB in 229 ms`; runs of one kind have words of their own. */
export function foldLabel(fold: FoldFacts): string {
  const time = said`in ${durationWords(fold.durationNs)}`
  const size = fold.bytes > 0 ? said`, ${byteWords(fold.bytes)}` : ''
  switch (fold.kind) {
    case DUPLICATES:
      return said`${pluralWords(fold.count, 'duplicate ACK')} ${time}`
    case KEEP_ALIVES: {
      const answers = fold.count - fold.counted
      const answered =
        answers === 0 ? said`not answered` : answers >= fold.counted - 1 ? said`answered` : said`${answers} answered`
      return said`${pluralWords(fold.counted, 'keep-alive')} ${time}, ${answered}`
    }
    case PROBES:
      return fold.counted > 0
        ? said`${pluralWords(fold.counted, 'probe')} ${time}, still 0`
        : said`${pluralWords(fold.count, 'segment')}${size} ${time}, window still 0`
    default: {
      const duplicates = fold.counted > 0 ? said`, ${pluralWords(fold.counted, 'duplicate ACK')}` : ''
      return said`${pluralWords(fold.count, 'segment')}${size} ${time}${duplicates}`
    }
  }
}
