/** Captures in memory, for tests that run the real core. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Core } from './core'
import { coreLoader } from './loadCore'
import { CaptureReader } from './reader'
import type { Source } from './source/source'

export const loadCore = coreLoader(
  join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'out', 'core', 'core.wasm'),
)

/** A source of bytes in memory. @param arriving bytes that are there at first and more each time; all at once without. */
export function memorySource(bytes: Uint8Array, arriving = bytes.length): Source {
  let size = Math.min(arriving, bytes.length)
  return {
    path: '/captures/test.pcapng',
    name: 'test.pcapng',
    get size() {
      return size
    },
    expectedSize: bytes.length,
    get ended() {
      return size === bytes.length
    },
    failure: null,
    more: () => {
      size = Math.min(size + arriving, bytes.length)
      return Promise.resolve()
    },
    read: (target, at, length, position) => {
      const part = bytes.subarray(position, Math.min(position + length, size))
      target.set(part, at)
      return part.length
    },
    close: () => undefined,
  }
}

/** A core that has read all of it. */
export async function coreOf(bytes: Uint8Array): Promise<Core> {
  const core = await loadCore()
  await new CaptureReader(core, memorySource(bytes)).readAll(() => undefined)
  return core
}
