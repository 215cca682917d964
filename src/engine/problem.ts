/** What went wrong while reading a capture, as one sentence that names file, offset and what to do. */

import { CaptureFormat, COUNTER_FRAMES, ReadError } from '../contracts/abi'
import type { CaptureProblem } from '../contracts/summary'
import type { Core, CoreError } from './core'
import { inEach, said } from './said/said'
import { pluralWords } from './words'

/** First bytes of files that people take for captures, and what to do with each. */
const LOOKALIKES: readonly { readonly bytes: readonly number[]; readonly advice: () => string }[] = [
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], advice: () => said`it is compressed with xz: run xz -d on it first` },
  { bytes: [0x42, 0x5a, 0x68], advice: () => said`it is compressed with bzip2: run bzip2 -d on it first` },
  { bytes: [0x50, 0x4b, 0x03, 0x04], advice: () => said`it is a zip archive: unpack it first` },
  {
    bytes: [0x02, 0x21, 0x4c, 0x18],
    advice: () => said`it is compressed with lz4's legacy format: run lz4 -d on it first`,
  },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], advice: () => said`it is a program` },
]

/** What a sentence says of how far the reading came; a core that reads one file is it. */
export type ReadFrames = Pick<Core, 'format' | 'counter'>

/** Said whenever it is read: who speaks another language meanwhile hears of it in that one. */
export function problem(message: () => string, rest: Omit<CaptureProblem, 'message' | 'told'>): CaptureProblem {
  return {
    get message() {
      return message()
    },
    get told() {
      return inEach(message)
    },
    ...rest,
  }
}

/** The file couldn't be opened. */
export function openProblem(path: string, error: unknown): CaptureProblem {
  const { code, message } = error as NodeJS.ErrnoException
  return problem(() => `${fileName(path)}: ${openAdvice(code, message)}`, { path, offset: null, fatal: true })
}

function openAdvice(code: string | undefined, message: string): string {
  switch (code) {
    case 'ENOENT':
      return said`no such file; check the path`
    case 'EACCES':
    case 'EPERM':
      return said`you don't have the permission to read it; ask its owner, or copy it as root`
    case 'EISDIR':
      return said`this is a folder; name a capture file in it`
    case 'EMFILE':
    case 'ENFILE':
      return said`too many files are open; close some programs and try again`
    case 'TERMINAL':
      return said`standard input is a terminal; pipe a capture into it, or name a file`
    default:
      return said`it can't be opened (${message})`
  }
}

/** An I/O error in the middle of the file. */
export function ioProblem(path: string, offset: number, error: unknown, core: ReadFrames): CaptureProblem {
  const { message } = error as Error
  const frames = core.counter(COUNTER_FRAMES)
  return problem(
    () => said`${fileName(path)}: reading failed at byte ${offset} (${message}); ${readSoFar(frames)}; check the disk`,
    { path, offset, fatal: frames === 0 },
  )
}

/** The bytes ended early for a reason outside the capture: damaged compression, a full disk. */
export function sourceProblem(path: string, offset: number, failure: () => string, core: ReadFrames): CaptureProblem {
  const frames = core.counter(COUNTER_FRAMES)
  return problem(() => said`${fileName(path)}: reading stopped at byte ${offset}: ${failure()}; ${readSoFar(frames)}`, {
    path,
    offset,
    fatal: frames === 0,
  })
}

/** The user stopped the reading. */
export function stoppedProblem(path: string, offset: number): CaptureProblem {
  const message = (): string =>
    said`${fileName(path)}: reading was stopped at byte ${offset}; open it again to read the rest`
  return problem(message, { path, offset, fatal: false })
}

/** The core stopped. @param start the file's first bytes, to recognise what it is instead. */
export function readProblem(path: string, error: CoreError, core: ReadFrames, start: Uint8Array): CaptureProblem {
  const frames = core.counter(COUNTER_FRAMES)
  const unknown = core.format() === CaptureFormat.UNKNOWN
  return problem(() => `${fileName(path)}: ${sentence(error, frames, unknown, start)}`, {
    path,
    offset: error.offset,
    fatal: unknown || (frames === 0 && error.code !== ReadError.TRUNCATED),
  })
}

function sentence(error: CoreError, frames: number, unknown: boolean, start: Uint8Array): string {
  const at = said`at byte ${error.offset}`
  if (start.length === 0) return said`the file is empty (${at}); nothing was captured into it`
  if (unknown && error.code === ReadError.TRUNCATED) return said`too short for a capture: its header is cut off (${at})`
  switch (error.code) {
    case ReadError.NOT_A_CAPTURE:
      return said`not a capture (${at}): ${lookalike(start)}`
    case ReadError.TRUNCATED:
      return said`the file ends inside a record that begins ${at}; ${readSoFar(frames)}; if it is still being written, open it again later`
    case ReadError.BAD_LENGTH:
      return said`damaged ${at}: a record claims to hold ${pluralWords(error.detail, 'byte')}; ${readSoFar(frames)}; copy the file again, in binary mode`
    case ReadError.BAD_BLOCK:
      return said`damaged ${at}: a block refers to a section or interface that the file doesn't declare; ${readSoFar(frames)}; copy the file again`
    case ReadError.BAD_VERSION:
      return said`its header ${at} names format version ${error.detail}, which nobody writes; the file is damaged`
    case ReadError.OUT_OF_MEMORY:
      return said`no memory is left ${at}; ${readSoFar(frames)}; split the capture (editcap -c 50000000 IN OUT) and open the parts`
    case ReadError.NONE:
      return said`reading stopped ${at}; ${readSoFar(frames)}`
  }
}

function lookalike(start: Uint8Array): string {
  const found = LOOKALIKES.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte))
  return found ? found.advice() : said`it begins like no pcap, pcapng or snoop file; name a capture file`
}

function readSoFar(frames: number): string {
  if (frames === 0) return said`no frame came before that`
  return frames === 1 ? said`1 frame before that was read` : said`${pluralWords(frames, 'frame')} before that were read`
}

function fileName(path: string): string {
  return path === '-' ? said`standard input` : path
}
