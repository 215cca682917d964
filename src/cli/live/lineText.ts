/** Parts of lines on a terminal that come as things happen: no line can wait for the widest. */
import type { Endpoint, Sides } from '../../contracts/flow'
import type { StateName } from '../../contracts/names'
import { endpointText } from '../../engine/flows/address'
import type { FlowLine } from './flowLines'

const NS_PER_MS = 1_000_000n
/** `10.0.0.100:50000 > 10.0.0.200:443`; IPv6 is longer. */
const ENDS_WIDTH = 41
const STATES_WIDTH = 23
const STAGE_WIDTH = 11

/** `14:03:07.250` by the clock of whoever looks, from nanoseconds since the epoch. */
export function clockText(ns: bigint): string {
  const date = new Date(Number(ns / NS_PER_MS))
  const [time = ''] = date.toTimeString().split(' ')
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

export const endsText = ({ client, server }: Sides<Endpoint>): string =>
  `${endpointText(client.address, client.port)} > ${endpointText(server.address, server.port)}`.padEnd(ENDS_WIDTH)

export const statesText = ({ client, server }: Sides<StateName>): string => `${client} ${server}`.padEnd(STATES_WIDTH)

export const flowHeading = (): string =>
  `${'TIME'.padEnd(12)}  ${'STAGE'.padEnd(STAGE_WIDTH)}  ${'CLIENT > SERVER'.padEnd(ENDS_WIDTH)}  ${'STATES'.padEnd(STATES_WIDTH)}  VERDICT\n`

export function flowLineText({ time, stage, client, server, state, verdict, flow }: FlowLine): string {
  const ends = endsText({ client, server })
  return `${clockText(time)}  ${stage.padEnd(STAGE_WIDTH)}  ${ends}  ${statesText(state)}  ${verdict.severity}: ${verdict.title} (flow ${flow})\n`
}
