/** The real library, for tests; about a second. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { type Library, loadLibrary } from './library'

const MIB = 1024 * 1024

/** What throws where the library would take more than it may. */
export class MemoryGone extends Error {}

/** @param mib it may take. */
export function libraryOf(mib = 1024): Promise<Library> {
  return loadLibrary({
    folder: dirname(createRequire(import.meta.url).resolve('@goodtools/wiregasm/dist/wiregasm.js')),
    memory: mib * MIB,
    onMemory: () => {
      throw new MemoryGone()
    },
    onStep: () => undefined,
  })
}
