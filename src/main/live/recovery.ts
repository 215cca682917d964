/** Captures that their user never closed: the program, its computer or its disk ended first. */
import { stat } from 'node:fs/promises'
import type { Recoverable } from '../../contracts/ipc'
import { isNothing, type Told } from '../../contracts/told'
import { tell } from '../saying'
import { type SessionFolder, sessionsIn } from './sessionFolder'
import type { SessionRecord } from './sessionRecord'
import { wholePackets } from './wholePackets'

/** What `record` knows of the end; null: session.json is missing or damaged. */
export function howItEnded(record: SessionRecord | null): Told {
  if (record === null || record.state === 'capturing') return tell('cutOff')
  return isNothing(record.message) ? tell('neverSaved') : record.message
}

/** Bytes of `session`'s files; 0: they hold no packet. */
async function bytesWithPackets(session: SessionFolder): Promise<number> {
  const files = await session.files()
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  for (const file of files)
    if ((await wholePackets(file, 1)).packets > 0) return sizes.reduce((sum, size) => sum + size, 0)
  return 0
}

/** When `session` began where its record doesn't say: its folder was made then. */
const bornAt = async (session: SessionFolder): Promise<number> => Math.floor((await stat(session.path)).birthtimeMs)

/** What can be recovered of `session`; null where that is nothing, and then its folder is gone. */
async function recoverable(session: SessionFolder): Promise<Recoverable | null> {
  const record = await session.read()
  const bytes = record?.state === 'closed' ? 0 : await bytesWithPackets(session)
  if (bytes === 0) {
    await session.remove()
    return null
  }
  const startedAt = record?.startedAt ?? (await bornAt(session))
  const interfaces = record?.settings.interfaces ?? []
  return { id: session.id, startedAt, interfaces, bytes, message: howItEnded(record) }
}

/** Sessions below `root` that hold packets, newest first, without those in use. Removes empty and closed ones. */
export async function recoverableSessions(root: string, isInUse: (id: string) => boolean): Promise<Recoverable[]> {
  const found: Recoverable[] = []
  for (const session of await sessionsIn(root)) {
    if (isInUse(session.id)) continue
    try {
      const one = await recoverable(session)
      if (one) found.push(one)
    } catch (error) {
      // One folder that can't be read must not hide the others; it stays where it is.
      console.error(`${session.path} can't be looked at: ${error instanceof Error ? error.message : error}`)
    }
  }
  return found.sort((a, b) => b.startedAt - a.startedAt)
}
