/**
 * Folders of live captures: <root>/<id>/ with session.json and the capture's files. They outlive a crash of any process;
 * what is in them is deleted only below the root, only by a checked id, and never through a symbolic link.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { recoverableSchema } from '../../contracts/ipc'
import { type SessionRecord, sessionRecordSchema } from './sessionRecord'

const RECORD = 'session.json'
const CAPTURE = /\.pcapng$/
/** A capture holds what others on the network said: nobody else on this computer may read it. */
const OWN_FOLDER = 0o700
const OWN_FILE = 0o600
/** Windows lets a file go only once the process that read it has ended. */
const TRIES = { maxRetries: 20, retryDelay: 100 }

/** Names of a ring's files carry a number: the tenth comes after the ninth. */
const byNumber = new Intl.Collator('en', { numeric: true })

export class SessionFolder {
  readonly path: string

  constructor(
    root: string,
    readonly id: string,
  ) {
    this.path = join(root, recoverableSchema.shape.id.parse(id))
  }

  /** The file that a capture is told to write; those of a ring stand beside it. */
  get file(): string {
    return join(this.path, 'capture.pcapng')
  }

  /** Replaces the record in one step. Throws where the disk can't be written. */
  write(record: SessionRecord): void {
    const file = join(this.path, RECORD)
    writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: OWN_FILE })
    renameSync(`${file}.new`, file)
  }

  /** null: there is none, or it is damaged. */
  async read(): Promise<SessionRecord | null> {
    try {
      const file = join(this.path, RECORD)
      if (!(await lstat(file)).isFile()) return null
      return sessionRecordSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // Killed before its first line was written: the capture's own files tell whether anything is lost.
      return null
    }
  }

  /** Nobody needs it any more: what is left of it goes at the next start. */
  async markClosed(): Promise<void> {
    const record = await this.read()
    if (record !== null) this.write({ ...record, state: 'closed' })
  }

  /** The capture's files, oldest first. */
  async files(): Promise<string[]> {
    const entries = await readdir(this.path, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && CAPTURE.test(entry.name))
      .map((entry) => join(this.path, entry.name))
      .sort(byNumber.compare)
  }

  /** Deletes the folder; a link in its place is left alone, with whatever it points at. */
  async remove(): Promise<void> {
    const entry = await lstat(this.path).catch(() => null)
    if (entry?.isDirectory()) await rm(this.path, { recursive: true, force: true, ...TRIES })
  }
}

/** Makes the folder of a session that begins at `now` (milliseconds since 1970). Throws where the disk can't be written. */
export function createSession(root: string, now: number): SessionFolder {
  const time = new Date(now).toISOString().replace(/\..*/, '').replace(/[-:]/g, '').replace('T', '-')
  const session = new SessionFolder(root, `${time}-${randomBytes(4).toString('hex')}`)
  mkdirSync(session.path, { recursive: true, mode: OWN_FOLDER })
  return session
}

/** Every session below `root`; what else lies there is passed over. */
export async function sessionsIn(root: string): Promise<SessionFolder[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && recoverableSchema.shape.id.safeParse(entry.name).success)
    .map(({ name }) => new SessionFolder(root, name))
}

/** The session of that name; null: there is none (any more). */
export async function findSession(root: string, id: string): Promise<SessionFolder | null> {
  return (await sessionsIn(root)).find((session) => session.id === id) ?? null
}
