// Patches and compiles `cap`, the optional bindings of libpcap: the kernel's times, original lengths, many packets a
// call, drop counters, and no crash where a device fails. The patch changes nothing for those who call it as before.
// By hand: node scripts/setup/cap/index.mjs
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../command.mjs'
import { applyDiff } from './unifiedDiff.mjs'

const here = dirname(fileURLToPath(import.meta.url))
/** src/binding.cc of cap 0.2.1, before and after. */
const PUBLISHED = 'f5912602f66bb33d1381982c85234c3e3e6fccc4e26a77ef25d4169d0112cdbc'

const folder = join(root, 'node_modules', 'cap')
const source = join(folder, 'src', 'binding.cc')
const pristine = join(folder, 'src', 'binding.published.cc')
const stamp = join(folder, '.lastack')
const FAILED = 'failed '

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** The published source, from beside the patched one where it was patched before; null: this is another version. */
function publishedSource() {
  for (const path of [pristine, source]) {
    if (!existsSync(path)) continue
    const text = readFileSync(path, 'utf8')
    if (hashOf(text) === PUBLISHED) return text
  }
  return null
}

/** node-gyp comes with npm. */
function nodeGyp() {
  const npmFolders = [
    process.env.npm_execpath && dirname(dirname(process.env.npm_execpath)),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm'),
    join(dirname(process.execPath), 'node_modules', 'npm'),
    '/usr/share/nodejs/npm',
  ]
  const [inNpm] = npmFolders
    .filter(Boolean)
    .map((npm) => join(npm, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js'))
    .filter(existsSync)
  return inNpm ?? null
}

/** Node's own headers where they are installed with it, so that none are downloaded. */
function headers() {
  const prefix = join(dirname(process.execPath), '..')
  const version = join(prefix, 'include', 'node', 'node_version.h')
  if (!existsSync(version)) return []
  const text = readFileSync(version, 'utf8')
  const number = (part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]
  const isOurs = `${number('MAJOR')}.${number('MINOR')}.${number('PATCH')}` === process.versions.node
  return isOurs ? [`--nodedir=${prefix}`] : []
}

/** True where what was compiled can be loaded by this Node. */
function loads() {
  try {
    createRequire(import.meta.url)(join(folder, 'build', 'Release', 'cap.node'))
    return true
  } catch {
    // Not there or not for this Node: compiling again answers both.
    return false
  }
}

/**
 * Patches and compiles `cap` where that was not done for this Node and this patch. What failed before is tried again
 * only where `isTriedAgain`, so that nobody waits for a compiler that isn't there at each start.
 * Returns a sentence where it failed just now: everything else works without it; else null.
 */
export function buildCap({ isTriedAgain }) {
  if (!existsSync(source)) return isTriedAgain ? 'The optional package cap is not installed: npm left it out.' : null
  const diff = readFileSync(join(here, 'binding.patch'), 'utf8')
  const wanted = `${hashOf(diff)} ${process.versions.modules} ${process.platform} ${process.arch}`
  const tried = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (tried === wanted && loads()) return null
  if (tried === `${FAILED}${wanted}` && !isTriedAgain) return null
  const failure = compile(diff)
  writeFileSync(stamp, failure === null ? wanted : `${FAILED}${wanted}`)
  return failure
}

function compile(diff) {
  const published = publishedSource()
  if (published === null) return 'The package cap is not the version that its patch was made for: it stays as it is.'
  const gyp = nodeGyp()
  if (gyp === null) return 'The package cap was not compiled: npm’s node-gyp was not found.'
  console.log('Compiling cap, the bindings of libpcap, with its patch')
  writeFileSync(pristine, published)
  if (compiles(applyDiff(published, diff), gyp)) return null
  // Better without the patch than not at all.
  if (compiles(published, gyp)) return 'The package cap compiled only without its patch: times are the application’s.'
  return 'The package cap did not compile: it needs libpcap’s headers, Python 3 and a C++ compiler. dumpcap needs none.'
}

function compiles(text, gyp) {
  writeFileSync(source, text)
  const args = [gyp, 'rebuild', '--loglevel=error', ...headers()]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  // Of a build that went well nobody needs the warnings.
  if (status !== 0) console.error(stderr)
  return status === 0 && loads()
}

if (import.meta.filename === process.argv[1]) {
  const lacking = buildCap({ isTriedAgain: true })
  if (lacking !== null) console.error(lacking)
  process.exit(lacking === null ? 0 : 1)
}
