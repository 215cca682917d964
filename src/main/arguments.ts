/** The capture that a command line asks for. */
import { resolve } from 'node:path'

/**
 * Absolute path of the capture named by `argv`, or null. Chromium's switches, which start with a dash, are passed
 * over, and so is the folder of the program where Electron itself was started with it (`isUnpacked`).
 */
export function captureOfArguments(argv: readonly string[], folder: string, isUnpacked: boolean): string | null {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'))
  const capture = words[isUnpacked ? 1 : 0]
  return capture ? resolve(folder, capture) : null
}
