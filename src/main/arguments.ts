/** What a command line asks for. */
import { resolve } from 'node:path'

const MOST = 2

export interface Asked {
  /** Absolute paths of captures: none, one, or two of the same flows. */
  readonly captures: readonly string[]
  /** Interfaces to capture at once; captures named beside them are left. */
  readonly interfaces: readonly string[]
}

export const NOTHING_ASKED: Asked = { captures: [], interfaces: [] }

/** Whether `asked` wants anything opened. */
export const asksForSomething = ({ captures, interfaces }: Asked): boolean => captures.length + interfaces.length > 0

/**
 * What `argv` asks for: captures to open, and `-i INTERFACE`, once or more often. Chromium's switches, which start with
 * a dash, are passed over, and so is the folder of the program where Electron itself was started with it
 * (`isUnpacked`).
 */
export function askedByArguments(argv: readonly string[], folder: string, isUnpacked: boolean): Asked {
  const words: string[] = []
  const interfaces: string[] = []
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? ''
    if (word === '-i') interfaces.push(...argv.slice(++i, i + 1))
    else if (!word.startsWith('-')) words.push(word)
  }
  const captures = words.slice(isUnpacked ? 1 : 0, MOST + (isUnpacked ? 1 : 0))
  return { captures: captures.map((capture) => resolve(folder, capture)), interfaces }
}
