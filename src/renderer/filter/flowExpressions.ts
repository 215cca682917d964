/** What one may filter by who points at a flow. */
import type { Flow } from '../../contracts/flow'

/** Filters that this flow passes, those about the pointed column first. @param column id of the column; null: none. */
export function flowExpressions(flow: Flow, column: string | null): readonly string[] {
  const { client, server, state, verdict, service, processes, analysis } = flow
  const about: readonly (readonly [string, string | null])[] = [
    ['verdict', `verdict == "${verdict.id}"`],
    ['verdict', `server == ${server.address} && server.port == ${server.port}`],
    ['verdict', `client == ${client.address}`],
    ['verdict', service?.name ? `host == ${JSON.stringify(service.name)}` : null],
    ['verdict', service?.protocol ? `service == ${service.protocol}` : null],
    ['state', `state.client == ${state.client} && state.server == ${state.server}`],
    ['state', `state.client == ${state.client}`],
    ['state', `state.server == ${state.server}`],
    ['again', (analysis.retransmission ?? 0) > 0 ? 'tcp.analysis.retransmission' : null],
    ['rtt', flow.rtt === null ? null : `rtt >= ${Math.floor(flow.rtt.median / 1e6)}ms`],
    ['lasts', `duration >= ${Math.floor(Number(flow.last - flow.first) / 1e6)}ms`],
    ['process', processes ? processExpression(processes.client ?? processes.server) : null],
  ]
  const known = about.filter((pair): pair is readonly [string, string] => pair[1] !== null)
  const pointed = known.filter(([id]) => column?.startsWith(id))
  return [...pointed, ...known.filter((pair) => !pointed.includes(pair))].map(([, expression]) => expression)
}

const processExpression = (name: string | null): string | null =>
  name === null ? null : `process == ${JSON.stringify(name)}`
