/** Finds and compiles core.wasm where the build puts it. */
import { readFile } from 'node:fs/promises'
import { Core } from './core'

/**
 * A loader of core instances: compiles the file once, at the first call.
 *
 * @param path of core.wasm.
 * @throws when the file can't be read: the program was not built, or its installation is damaged.
 */
export function coreLoader(path: string): () => Promise<Core> {
  let compiled: Promise<WebAssembly.Module> | null = null
  return async () => {
    compiled ??= readFile(path).then((bytes) => WebAssembly.compile(bytes))
    return Core.instantiate(await compiled)
  }
}
