import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Wireshark's installers put it when PATH doesn't lead there. */
const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin', '/usr/local/bin', '/usr/sbin', '/usr/local/sbin'],
  darwin: ['/Applications/Wireshark.app/Contents/MacOS', '/usr/local/bin', '/opt/homebrew/bin', '/opt/local/bin'],
  win32: [join(process.env.ProgramFiles ?? 'C:\\Program Files', 'Wireshark')],
}

/** Absolute path of a program that may be run: from PATH, else where installers put it; null: it isn't there. */
export function locateProgram(name: string): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...(INSTALLED[process.platform] ?? [])]
  for (const folder of folders) if (folder !== '' && canRun(join(folder, file))) return join(folder, file)
  return null
}

export const locateDumpcap = (): string | null => locateProgram('dumpcap')

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there, or not for this user: both mean the next place.
    return false
  }
}
