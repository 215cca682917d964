/** The captures that a command line asks for. */
import { resolve } from 'node:path'

const MOST = 2

/**
 * Absolute paths of the captures named by `argv`: none, one, or two of the same flows. Chromium's switches, which start
 * with a dash, are passed over, and so is the folder of the program where Electron itself was started with it
 * (`isUnpacked`).
 */
export function capturesOfArguments(argv: readonly string[], folder: string, isUnpacked: boolean): string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'))
  return words
    .slice(isUnpacked ? 1 : 0)
    .slice(0, MOST)
    .map((capture) => resolve(folder, capture))
}
