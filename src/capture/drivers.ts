import { capDriver } from './cap/driver'
import { dumpcapDriver } from './dumpcap/driver'
import { locateDumpcap } from './dumpcap/locate'
import type { EngineSource } from './engine'

/**
 * Engines that this system may have, the better first. Looked for anew each time, as the user may install one
 * meanwhile; `cap` is loaded only when it is its turn, as a native library can take the process down.
 */
export const ENGINES: readonly EngineSource[] = [
  {
    engine: 'dumpcap',
    find: () => {
      const program = locateDumpcap()
      return program === null ? null : dumpcapDriver(program)
    },
  },
  { engine: 'cap', find: capDriver },
]
