/** Saves packets of the open capture where the user says. */
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, rename, rm, stat, truncate } from 'node:fs/promises'
import { join, parse, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SaveSelection } from '../../contracts/engineProcess'
import type { SaveResult } from '../../contracts/ipc'
import { isNothing, NOTHING_TOLD, type Told } from '../../contracts/told'
import { baseName } from '../fileName'
import { inEach, reasonOf, saySaved, tell } from '../saying'
import type { Writing } from '../writings'
import { wholePackets } from './wholePackets'

/** Read at a time. */
const COPY_BYTES = 1 << 20

/** The name that is proposed for a capture called `name`, saved at `now` (local time). */
export function proposedName(name: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const time = `${two(now.getHours())}-${two(now.getMinutes())}-${two(now.getSeconds())}`
  return `${baseName(name)} ${day} ${time}.pcapng`
}

/** Whether a session's one file, copied, is what was asked for. */
export const isWholeFile = (selection: SaveSelection, hasComments: boolean, files: readonly string[]): boolean =>
  selection.what === 'all' && !hasComments && files.length === 1

/** null: `path` may be written; else why not: it is one of the files that are being read. */
export function whyNotThere(path: string, files: readonly string[]): Told | null {
  if (!files.some((file) => resolve(file) === resolve(path))) return null
  return tell('beingRead', { path })
}

/**
 * Copies the capture at `from` to `to`, up to its last whole block: it may grow meanwhile. Where the disk can share the
 * blocks of both files, that takes no time and no space. What stood at `to` goes only once the copy is complete, and one
 * that is called off leaves nothing behind.
 */
export async function copyCapture(
  from: string,
  to: string,
  writing: Writing,
): Promise<SaveResult & { packets: number }> {
  const { dir, base } = parse(to)
  const unfinished = join(dir, `.${base}.unfinished`)
  try {
    await copyBytes(from, unfinished, writing)
    const { packets, bytes } = await wholePackets(unfinished)
    await truncate(unfinished, bytes)
    await rename(unfinished, to)
    return { ...savedResult(to, packets), packets }
  } catch (error) {
    await rm(unfinished, { force: true })
    if (writing.signal.aborted) return { path: null, message: NOTHING_TOLD, packets: 0 }
    return {
      path: null,
      message: tell('notSaved', { why: reasonOf(error) }),
      packets: 0,
    }
  }
}

/** Shares the blocks of both files where the disk can; else copies them, which can be called off. */
async function copyBytes(from: string, to: string, { signal, tell }: Writing): Promise<void> {
  try {
    return await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE)
  } catch {
    // This disk can't, or these are two: bytes are read and written.
  }
  const { size } = await stat(from)
  let copied = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      copied += chunk.length
      tell(Math.min(1, copied / Math.max(1, size)))
      done(null, chunk)
    },
  })
  await pipeline(createReadStream(from, { highWaterMark: COPY_BYTES }), counted, createWriteStream(to), { signal })
}

/** Nothing was written, and nobody has to be told. */
export const isCancelled = ({ path, message }: SaveResult): boolean => path === null && isNothing(message)

export const savedResult = (path: string, packets: number): SaveResult => ({
  path,
  message: inEach(() => saySaved(path, packets)),
})
