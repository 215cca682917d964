// Installs the Debian packages that Electron and the tests need and that are missing. Elsewhere, and where all is there, does nothing.
import { spawnSync } from 'node:child_process'
import { hasCommand, run } from '../command.mjs'

/** What Electron loads, and the packages that hold it: Debian 13 renamed some, so the newer name is tried first. */
const LIBRARIES = [
  ['libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libasound.so.2', 'libasound2t64', 'libasound2'],
  ['libgbm.so.1', 'libgbm1'],
  ['libXss.so.1', 'libxss1'],
  ['libXtst.so.6', 'libxtst6'],
  ['libatspi.so.0', 'libatspi2.0-0t64', 'libatspi2.0-0'],
  ['libdrm.so.2', 'libdrm2'],
  ['libnotify.so.4', 'libnotify4'],
  ['libsecret-1.so.0', 'libsecret-1-0'],
]
/** Programs for a machine without a display. */
const DISPLAY_PROGRAMS = [
  ['xvfb-run', 'xvfb'],
  ['xauth', 'xauth'],
]

/** Programs for the test in network namespaces; its forwarder is compiled on the spot. */
const NAMESPACE_PROGRAMS = [
  ['ip', 'iproute2'],
  ['tcpdump', 'tcpdump'],
  ['ps', 'procps'],
  ['sysctl', 'procps'],
  ['nft', 'nftables'],
  ['unshare', 'util-linux'],
  ['cc', 'build-essential'],
]

/** What the tests of live capture run, and what the bindings of libpcap are compiled with. */
const CAPTURE_PROGRAMS = [
  ['dumpcap', 'wireshark-common'],
  ['ss', 'iproute2'],
  ['python3', 'python3'],
  ['make', 'build-essential'],
  ['g++', 'build-essential'],
]
const CAPTURE_LIBRARIES = [['libpcap.so', 'libpcap-dev']]

/** Sonames that the dynamic linker knows. */
function knownLibraries() {
  const { stdout } = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  })
  return new Set((stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0]))
}

function missing({ withDisplay = false, withNamespaces = false, withCapture = false }) {
  const known = knownLibraries()
  const wanted = [
    ...(withDisplay ? DISPLAY_PROGRAMS : []),
    ...(withNamespaces ? NAMESPACE_PROGRAMS : []),
    ...(withCapture ? CAPTURE_PROGRAMS : []),
  ]
  const programs = wanted.filter(([program]) => !hasCommand(program))
  const libraries = [...LIBRARIES, ...(withCapture ? CAPTURE_LIBRARIES : [])].filter(([soname]) => !known.has(soname))
  const byName = new Map([...libraries, ...programs].map(([, ...packages]) => [packages.at(-1), packages]))
  return [...byName.values()]
}

/** The first of a package's names that apt can install here. */
function installable(names) {
  const offered = (name) =>
    /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '')
  return names.find(offered) ?? names.at(-1)
}

/**
 * Makes sure that Electron's system libraries are there, Xvfb where `withDisplay` asks for a virtual display, and what
 * the test in network namespaces runs where `withNamespaces` asks for it, and what captures where `withCapture` does.
 * Returns a sentence that says what to do where it can't; null where all is well.
 */
export async function installSystemPackages(needs) {
  if (process.platform !== 'linux') return null
  const wanted = missing(needs)
  if (wanted.length === 0) return null
  const oldNames = wanted.map((names) => names.at(-1)).join(' ')
  if (!hasCommand('apt-get')) return `Needed is what Debian calls ${oldNames}: install these with your package manager.`
  const isRoot = process.getuid() === 0
  if (!isRoot && !hasCommand('sudo')) return `Run as root: apt-get install ${oldNames}`
  const apt = (...args) =>
    run(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['apt-get', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['inherit', 'ignore', 'inherit'],
    })
  console.log(`Installing Debian packages that are missing: ${oldNames}`)
  await apt('update', '-qq')
  const status = await apt('install', '-y', '-qq', '--no-install-recommends', ...wanted.map(installable))
  return status === 0 ? null : `apt-get could not install ${oldNames}; its message is above.`
}
