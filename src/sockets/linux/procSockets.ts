/** The kernel's table by /proc alone, for systems without `ss`. */
import { createReadStream } from 'node:fs'
import { endianness } from 'node:os'
import { createInterface } from 'node:readline'
import type { KernelSocket } from '../../contracts/sockets'
import { SocketsUnreadable } from '../unreadable'
import { type ProcSocket, readProcLine } from './procLine'
import { ownersOf } from './procOwners'

const TABLES = ['/proc/net/tcp', '/proc/net/tcp6']

/** @throws SocketsUnreadable */
export async function readProcSockets(): Promise<readonly KernelSocket[]> {
  const found: ProcSocket[] = []
  for (const path of TABLES) await readTable(path, found)
  const inodes = new Set(found.map(({ inode }) => inode).filter((inode) => inode !== 0))
  const owners = await ownersOf(inodes)
  return found.map(({ socket, inode }) => {
    const holders = owners.get(inode)
    return holders === undefined ? socket : { ...socket, owners: holders }
  })
}

async function readTable(path: string, found: ProcSocket[]): Promise<void> {
  const isLittleEndian = endianness() === 'LE'
  try {
    for await (const line of createInterface({ input: createReadStream(path, 'latin1') })) {
      const socket = readProcLine(line, isLittleEndian)
      if (socket !== null) found.push(socket)
    }
  } catch (error) {
    // A kernel without IPv6 has no such file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && path !== TABLES[0]) return
    throw new SocketsUnreadable(
      `The kernel's sockets can't be read: ss (package iproute2) is not installed, and ${(error as Error).message}`,
    )
  }
}
