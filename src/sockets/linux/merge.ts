import type { KernelSocket } from '../../contracts/sockets'

const PORTS = 65_536

/**
 * Two readings as one table. A socket that stands in both has gone to TIME_WAIT in between: it is listed there, with the
 * processes that held it a moment ago.
 */
export function merge(open: readonly KernelSocket[], waiting: readonly KernelSocket[]): readonly KernelSocket[] {
  // By numbers: a text for each of 30,000 sockets costs more than reading them.
  const byPorts = new Map<number, KernelSocket[]>()
  for (const socket of open) {
    const ports = portsOf(socket)
    const others = byPorts.get(ports)
    if (others === undefined) byPorts.set(ports, [socket])
    else others.push(socket)
  }
  const moved = new Set<KernelSocket>()
  const settled = waiting.map((socket) => {
    const before = byPorts.get(portsOf(socket))?.find((other) => isSame(other, socket))
    if (before === undefined) return socket
    moved.add(before)
    return { ...socket, owners: before.owners.map((owner) => ({ ...owner, isPast: true })) }
  })
  return [...(moved.size === 0 ? open : open.filter((socket) => !moved.has(socket))), ...settled]
}

const portsOf = ({ local, remote }: KernelSocket): number => local.port * PORTS + remote.port

const isSame = (one: KernelSocket, other: KernelSocket): boolean =>
  one.state !== 'LISTEN' && one.local.address === other.local.address && one.remote.address === other.remote.address
