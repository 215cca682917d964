/** What is said when a capture has ended. */
import { basename } from 'node:path'
import { byteWords, countWords, pluralWords } from '../../engine/words'
import { EXIT, type ExitStatus } from '../exit'
import type { LiveEnd } from './liveRun'
import { tell } from './notices'

/** `12,345 packets, 0 dropped, 3.40 MB in /tmp/a.pcapng` */
export function countsText({ packets, dropped, bytes, files }: LiveEnd): string {
  return `${packetsText({ packets, dropped })}, ${byteWords(bytes)} ${placeText(files)}`
}

/** `12,345 packets, 0 dropped` */
export function packetsText({ packets, dropped }: Pick<LiveEnd, 'packets' | 'dropped'>): string {
  return `${pluralWords(packets, 'packet')}, ${dropped === null ? 'drops unknown' : `${countWords(dropped)} dropped`}`
}

function placeText(files: readonly string[]): string {
  const [first = '', ...others] = files
  const last = others.at(-1)
  if (last === undefined) return `in ${first}`
  return `written; ${pluralWords(files.length, 'file')} kept, ${first} to ${basename(last)}`
}

/**
 * Says on stderr what went wrong, if anything did.
 *
 * @returns how the program ends.
 */
export function tellTrouble({ trouble, summary }: LiveEnd): ExitStatus {
  const { problem } = summary
  for (const sentence of [trouble, problem?.message]) if (sentence) tell(sentence)
  return trouble === null && problem === null ? EXIT.DONE : EXIT.PARTIAL
}
