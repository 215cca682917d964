/** Gathers what this system lets a capture process do. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { loadCap } from '../cap/load'
import { locateDumpcap } from '../dumpcap/locate'
import { mayOpenBpf } from './desktops'
import { dumpcapVersion } from './dumpcap'
import type { CapFacts, DumpcapFacts, SystemFacts } from './facts'
import { mayOpenPacketSockets } from './linux'

const INSTALLERS = ['apt-get', 'dnf', 'zypper', 'pacman', 'apk'] as const
/** Where packages of the system put it. */
const SYSTEM_FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin']
const PKEXEC = '/usr/bin/pkexec'

export async function systemFacts(): Promise<SystemFacts> {
  const { platform } = process
  return {
    platform,
    dumpcap: await dumpcapFacts(),
    cap: capFacts(platform),
    installer: installerHere(platform),
    canAsk: platform === 'darwin' || (platform === 'linux' && mayRun(PKEXEC)),
    node: process.execPath,
  }
}

function capFacts(platform: NodeJS.Platform): CapFacts {
  const loaded = loadCap()
  const why = loaded.binding === null ? loaded.why : null
  const hasKernelTimes = loaded.binding?.isPatched ?? false
  return { version: loaded.version, why, hasKernelTimes, isPermitted: mayOpenDevices(platform) }
}

/** On Windows Npcap itself decides, when a device is opened. */
export function mayOpenDevices(platform: NodeJS.Platform): boolean {
  if (platform === 'linux') return mayOpenPacketSockets(readFileSync('/proc/self/status', 'utf8'))
  return platform === 'darwin' ? mayOpenBpf() : true
}

/** One that this user may run, else one that is there. */
async function dumpcapFacts(): Promise<DumpcapFacts | null> {
  const executable = locateDumpcap()
  const path = executable ?? SYSTEM_FOLDERS.map((folder) => join(folder, 'dumpcap')).find((file) => existsSync(file))
  if (path === undefined) return null
  const version = executable === null ? null : await dumpcapVersion(executable)
  const common = { path, version, isExecutable: executable !== null }
  if (process.platform === 'win32') return { ...common, group: null, isUserInGroup: false, isOwnedByRoot: false }
  const { gid, uid } = statSync(path)
  const group = groupNumbered(existsSync('/etc/group') ? readFileSync('/etc/group', 'utf8') : '', gid)
  return {
    ...common,
    group: group?.name ?? null,
    isUserInGroup: group?.members.includes(userName()) ?? false,
    isOwnedByRoot: uid === 0 && SYSTEM_FOLDERS.some((folder) => path.startsWith(`${folder}/`)),
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A user without an entry in the user database is in no group by name.
    return ''
  }
}

/** The group with number `gid`; lines of /etc/group read `name:password:number:members`. */
export function groupNumbered(text: string, gid: number): { name: string; members: readonly string[] } | null {
  for (const line of text.split('\n')) {
    const [name = '', , number, members = ''] = line.split(':')
    if (number === String(gid)) return { name, members: members.split(',').filter((member) => member !== '') }
  }
  return null
}

function installerHere(platform: NodeJS.Platform): SystemFacts['installer'] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const isThere = (name: string): boolean => folders.some((folder) => mayRun(join(folder, name)))
  if (platform === 'darwin') return isThere('brew') ? 'brew' : null
  return platform === 'linux' ? (INSTALLERS.find(isThere) ?? null) : null
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there, or not for this user.
    return false
  }
}
