/** What is not written beside the packets, and how that is told. */
import { said } from '../said/said'
import { andWords } from '../words'

/** Blocks of a pcapng that are left out: those that tell of others, and those of programs that we don't know. */
export type LeftOut = 'names' | 'secrets' | 'others'

/** draft-ietf-opsawg-pcapng §4.5, §4.7. */
const NAMES = 4
const SECRETS = 10

export const leftOutOf = (type: number): LeftOut => (type === NAMES ? 'names' : type === SECRETS ? 'secrets' : 'others')

/** `names of addresses and keys that decrypt`; '' where nothing was left out. */
export const leftOutWords = (leftOut: ReadonlySet<LeftOut>): string =>
  andWords((['names', 'secrets', 'others'] as const).filter((kind) => leftOut.has(kind)).map(wordsOf))

function wordsOf(kind: LeftOut): string {
  switch (kind) {
    case 'names':
      return said`names of addresses`
    case 'secrets':
      return said`keys that decrypt`
    case 'others':
      return said`blocks of other programs`
  }
}
