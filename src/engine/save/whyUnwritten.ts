/** Why a file could not be written and what to do: a clause for the end of a sentence. */
import { said } from '../said/said'

export function whyUnwritten(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
      return said`the disk is full; free some room, or choose another disk.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return said`you may not write there; choose another folder.`
    case 'ENOENT':
      return said`there is no such folder; choose another.`
    default:
      return `${message}.`
  }
}
