/** Which processes hold which sockets, by the links in /proc/PID/fd. */
import { readdir, readFile, readlink } from 'node:fs/promises'
import type { SocketOwner } from '../../contracts/sockets'

const PID = /^\d+$/
const SOCKET = /^socket:\[(\d+)\]$/

/**
 * Looks through the descriptors of every process that may be seen.
 *
 * @param inodes of the sockets in question
 * @returns for each that somebody holds, the processes, each once
 */
export async function ownersOf(inodes: ReadonlySet<number>): Promise<ReadonlyMap<number, readonly SocketOwner[]>> {
  const owners = new Map<number, SocketOwner[]>()
  if (inodes.size === 0) return owners
  for (const pid of await orNone(readdir('/proc'))) {
    if (!PID.test(pid)) continue
    const held = await socketsOf(pid, inodes)
    if (held.size === 0) continue
    const owner: SocketOwner = { pid: Number(pid), name: await nameOf(pid), isPast: false }
    for (const inode of held) {
      const others = owners.get(inode)
      if (others === undefined) owners.set(inode, [owner])
      else others.push(owner)
    }
  }
  return owners
}

async function socketsOf(pid: string, inodes: ReadonlySet<number>): Promise<Set<number>> {
  const held = new Set<number>()
  const folder = `/proc/${pid}/fd`
  const links = await Promise.all(
    (await orNone(readdir(folder))).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')),
  )
  for (const link of links) {
    const inode = Number(SOCKET.exec(link)?.[1] ?? Number.NaN)
    if (inodes.has(inode)) held.add(inode)
  }
  return held
}

const nameOf = async (pid: string): Promise<string> =>
  (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).replace(/\n$/, '')

/** A process that has ended meanwhile, or another user's, shows nothing. */
const orNone = (entries: Promise<string[]>): Promise<string[]> => entries.catch(() => [])
