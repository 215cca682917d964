/** Whether a file can be read as a capture at all, before an engine is started for it. */
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { Told } from '../contracts/told'
import { tell } from './saying'

/** Null where `path` can be read; else one sentence that names the file, the reason and what to do. */
export async function whyUnreadable(path: string): Promise<Told | null> {
  try {
    const file = await stat(path)
    if (file.isDirectory()) return tell('isFolder', { path })
    await access(path, constants.R_OK)
    return null
  } catch (error) {
    return sentence(path, codeOf(error))
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

function sentence(path: string, code: string): Told {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return tell('missing', { path })
    case 'EACCES':
    case 'EPERM':
      return tell('forbidden', { path })
    default:
      return tell('unreadable', { path, code })
  }
}
