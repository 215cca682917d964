#!/usr/bin/env node
// Adds to package-lock.json the optional packages for other systems that npm left out because the registry it asked
// did not carry them; `npm ci` refuses a lock without them, everywhere. Their versions are pinned by the packages that
// want them; their hashes are not known here, and `npm install` against a full registry adds those.
// Run after npm has changed the lock: npm run lock
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './command.mjs'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']
const EXACT_VERSION = /^\d+\.\d+\.\d+$/

/** os, cpu and libc of a package named after its platform: `@scope/binding-linux-x64-musl`. */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  if (!os || !cpu) throw new Error(`${name} names no platform: add its entry with npm against a full registry`)
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  return { cpu: [cpu], os: [os], libc: os === 'linux' ? [libc] : undefined }
}

/** Entries for the optional packages of `packages` that have none. */
function missingEntries(packages) {
  const missing = {}
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (packages[`node_modules/${name}`] || packages[`${parent}/node_modules/${name}`]) continue
      if (!EXACT_VERSION.test(version)) throw new Error(`${parent} wants ${name} ${version}: no exact version to lock`)
      const { cpu, os, libc } = platformOf(name)
      // In npm's own order, so that npm leaves them as they are. JSON drops what is undefined.
      missing[`node_modules/${name}`] = { version, cpu, dev, libc, optional: true, os }
    }
  return missing
}

const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const missing = missingEntries(lock.packages)
lock.packages = Object.fromEntries(
  Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
)
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${Object.keys(missing).length} packages for other systems added to package-lock.json`)
