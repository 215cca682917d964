// Rebuilds the WebAssembly core when a source is newer than what was built: tests never run an old core.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const sourcesOf = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(root, folder, name))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))

/** Newest modification time of what the core is made of, milliseconds. */
const newestSource = () =>
  Math.max(...[...sourcesOf('src/core'), join(root, 'src/contracts/abi.ts')].map((path) => statSync(path).mtimeMs))

/** True where out/core/core.wasm is younger than all of its sources. */
export function coreIsFresh() {
  const built = statSync(join(root, 'out/core/core.wasm'), { throwIfNoEntry: false })
  return built !== undefined && built.mtimeMs > newestSource()
}

/** Vitest's global set-up. */
export default function setup() {
  if (coreIsFresh()) return
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/buildCore.mjs')], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The core did not build; its compiler says why above.')
}
