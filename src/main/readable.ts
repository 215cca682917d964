/** Whether a file can be read as a capture at all, before an engine is started for it. */
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'

/** Null where `path` can be read; else one sentence that names the file, the reason and what to do. */
export async function whyUnreadable(path: string): Promise<string | null> {
  try {
    const file = await stat(path)
    if (file.isDirectory()) return `${path} is a folder: open a capture file in it.`
    await access(path, constants.R_OK)
    return null
  } catch (error) {
    return sentence(path, codeOf(error))
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

function sentence(path: string, code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${path} does not exist: check the name, or whether it was moved.`
    case 'EACCES':
    case 'EPERM':
      return `${path} can't be read without permission: ask its owner, or copy it to a place of your own.`
    default:
      return `${path} can't be read (${code}): check the disk or the network that it lies on.`
  }
}
