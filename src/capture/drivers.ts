import { capDriver } from './cap/driver'
import { dumpcapDriver } from './dumpcap/driver'
import { locateDumpcap } from './dumpcap/locate'
import type { CaptureEngineDriver, EngineSource } from './engine'
import { mayOpenDevices } from './interfaces/system'

/**
 * Engines that this system may have, the better first. Looked for anew each time, as the user may install one
 * meanwhile; `cap` is loaded only when it is its turn, as a native library can take the process down.
 *
 * With the kernel's times, `cap` hands packets over after 20 ms where dumpcap lets them wait for up to 250, and takes
 * twice as many a second; but most users have the rights for dumpcap alone.
 */
export const ENGINES: readonly EngineSource[] = [
  { engine: 'cap', find: capWithKernelTimes },
  {
    engine: 'dumpcap',
    find: () => {
      const program = locateDumpcap()
      return program === null ? null : dumpcapDriver(program)
    },
  },
  { engine: 'cap', find: capDriver },
]

function capWithKernelTimes(): CaptureEngineDriver | null {
  const driver = mayOpenDevices(process.platform) ? capDriver() : null
  return driver?.hasKernelTimes ? driver : null
}
