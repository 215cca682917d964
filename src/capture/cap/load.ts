/** Loads `cap`, which is optional, native and built for one version of Node: only the capture process may. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { type CapBinding, toBinding } from './binding'

const require = createRequire(import.meta.url)
const packageSchema = z.object({ version: z.string() })

export type LoadedCap =
  | { readonly binding: CapBinding; readonly version: string }
  /** `version`: null where the package isn't there at all. */
  | { readonly binding: null; readonly version: string | null; readonly why: string }

let loaded: LoadedCap | null = null

/** Loads it once; where it can't be loaded here, `why` says so in one sentence. */
export function loadCap(): LoadedCap {
  loaded ??= load()
  return loaded
}

function load(): LoadedCap {
  const version = packageVersion()
  if (version === null) return { binding: null, version, why: whyNotLoaded('', null) }
  try {
    return { binding: toBinding(require('cap').Cap), version }
  } catch (error) {
    return {
      binding: null,
      version,
      why: whyNotLoaded(error instanceof Error ? error.message : String(error), version),
    }
  }
}

function packageVersion(): string | null {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(require.resolve('cap/package.json'), 'utf8'))).version
  } catch {
    // Optional: npm leaves it out where it did not compile.
    return null
  }
}

/**
 * One sentence from what loading it said.
 * @param version of the package; null: it isn't there.
 */
export function whyNotLoaded(message: string, version: string | null): string {
  if (version === null) return 'The optional package cap is not installed: npm leaves it out where it does not compile.'
  const [, built, here] = /NODE_MODULE_VERSION (\d+)[\s\S]*?NODE_MODULE_VERSION (\d+)/.exec(message) ?? []
  if (built !== undefined)
    return `The package cap was compiled for another version of Node (module version ${built}, this is ${here}).`
  if (/cap\.node/.test(message) && /Cannot find module/.test(message))
    return 'The package cap is there but was not compiled: that takes libpcap’s headers and a C++ compiler.'
  if (/libpcap/.test(message)) return 'The package cap needs libpcap, which is not installed.'
  if (/wpcap|specified module could not be found/i.test(message))
    return 'The package cap needs Npcap, which is not installed.'
  return `The package cap can’t be loaded: ${message.split('\n')[0]}.`
}
