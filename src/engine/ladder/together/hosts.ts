/** Which hosts several flows have between them, in which order they stand, and whose state bars stand at each. */
import type { Side } from '../../../contracts/flow'
import type { Host, HostEnd, TogetherFlow } from '../../../contracts/together'

type Ends = Pick<TogetherFlow, 'client' | 'server'>

/**
 * Hosts from left to right. A server stands right of who first connects to it, a further client left of its server:
 * most arrows then have no other host in their way. A host that talks to itself is two, one for each role.
 */
export function hostsOf(flows: readonly Ends[]): readonly Host[] {
  const loops = new Set(flows.filter(({ client, server }) => client.address === server.address).map(addressOf))
  const keyOf = (flow: Ends, side: Side) => (loops.has(flow[side].address) ? `${side} ` : '') + flow[side].address
  const order: string[] = []
  for (const flow of flows) {
    const [client, server] = [keyOf(flow, 'client'), keyOf(flow, 'server')]
    const at = order.indexOf(server)
    if (!order.includes(client)) order.splice(at < 0 ? order.length : at, 0, client)
    if (at < 0) order.push(server)
  }
  const hosts = new Map(order.map((key) => [key, [] as HostEnd[]]))
  flows.forEach((flow, place) => {
    for (const side of ['client', 'server'] as const) hosts.get(keyOf(flow, side))?.push({ place, side })
  })
  return [...hosts].map(([key, ends]) => {
    const [role, address] = key.includes(' ') ? (key.split(' ') as [Side, string]) : [null, key]
    return { address, role, ends }
  })
}

const addressOf = ({ client }: Ends): string => client.address
