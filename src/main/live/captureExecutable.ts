/** Which Node runs the capture process. */
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { CaptureProgram } from '../../captureControl/captureProcess'

export interface Surroundings {
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly electron: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** In a checkout only: the Node to take, 'electron' for Electron's own. */
const CHOICE = 'LASTACK_CAPTURE_NODE'

/**
 * A package runs it in Electron's own Node. In a checkout, npm compiled the native `cap` for the system's Node, and
 * Electron's can't load it: there the system's is taken, where there is one.
 */
export function captureProgram(entry: string, { isPackaged, platform, electron, env }: Surroundings): CaptureProgram {
  const own = { executable: electron, args: [entry], env: { ELECTRON_RUN_AS_NODE: '1' } }
  if (isPackaged || env[CHOICE] === 'electron') return own
  const node = env[CHOICE] ?? onPath(platform === 'win32' ? 'node.exe' : 'node', env.PATH ?? env.Path ?? '')
  return node === null ? own : { executable: node, args: [entry], env: {} }
}

function onPath(name: string, path: string): string | null {
  const places = path.split(delimiter).filter(isAbsolute)
  return places.map((place) => join(place, name)).find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    // Not there, or not to be run.
    return false
  }
}
