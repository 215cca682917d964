import type { CaptureEngineDriver } from '../engine'
import type { CapBinding } from './binding'
import { openDevice } from './device'
import { toRefusal } from './failures'
import { loadCap } from './load'
import { CapRun, wordsOf } from './run'

/** Nothing is captured while a filter is checked. */
const CHECK_KERNEL_BYTES = 1024 * 1024
const CHECK_SNAP_LENGTH = 64

/** Captures with `cap`; null where it can't be loaded here: `loadCap` says why. */
export function capDriver(): CaptureEngineDriver | null {
  const { binding } = loadCap()
  if (binding === null) return null
  return {
    engine: 'cap',
    hasKernelTimes: binding.isPatched,
    checkFilter: async (interfaces, filter) => {
      if (filter === '') return null
      for (const name of interfaces) {
        const message = checkOn(binding, name, filter)
        if (message !== null) return message
      }
      return null
    },
    begin: (request, listener) => new CapRun(binding, request, listener),
  }
}

/** The compiler's message: libpcap compiles for a device's link type, so the device is opened for a moment. */
function checkOn(binding: CapBinding, name: string, filter: string): string | null {
  const request = {
    name,
    id: 0,
    filter,
    snapLength: CHECK_SNAP_LENGTH,
    isPromiscuous: false,
    kernelBytes: CHECK_KERNEL_BYTES,
    pieceBytes: CHECK_KERNEL_BYTES,
  }
  try {
    openDevice(binding, request, { onBlocks: () => {}, onFailed: () => {} }).close()
    return null
  } catch (error) {
    const said = wordsOf(error)
    return toRefusal(name, said, true).reason === 'bad-filter' ? said : null
  }
}
