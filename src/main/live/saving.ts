/** Saves packets of the open capture where the user says. */
import { constants } from 'node:fs'
import { copyFile, rename, rm, truncate } from 'node:fs/promises'
import { join, parse, resolve } from 'node:path'
import type { SaveSelection } from '../../contracts/engine'
import type { SaveResult } from '../../contracts/ipc'
import { baseName } from '../fileName'
import { wholePackets } from './wholePackets'

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
export function whyNotThere(path: string, files: readonly string[]): string | null {
  if (!files.some((file) => resolve(file) === resolve(path))) return null
  return `${path} is being read: choose another name.`
}

/**
 * Copies the capture at `from` to `to`, up to its last whole block: it may grow meanwhile. Where the disk can share the
 * blocks of both files, that takes no time and no space. What stood at `to` goes only once the copy is complete.
 */
export async function copyCapture(from: string, to: string): Promise<SaveResult & { packets: number }> {
  const { dir, base } = parse(to)
  const unfinished = join(dir, `.${base}.unfinished`)
  try {
    await copyFile(from, unfinished, constants.COPYFILE_FICLONE)
    const { packets, bytes } = await wholePackets(unfinished)
    await truncate(unfinished, bytes)
    await rename(unfinished, to)
    return { ...savedResult(to, packets), packets }
  } catch (error) {
    await rm(unfinished, { force: true })
    return {
      path: null,
      message: `The capture was not saved: ${error instanceof Error ? error.message : error}`,
      packets: 0,
    }
  }
}

export const savedResult = (path: string, packets: number): SaveResult => ({
  path,
  message: `${packets.toLocaleString('en-US')} ${packets === 1 ? 'packet' : 'packets'} saved to ${path}.`,
})
