/** Fields that are the same for all segments of a flow, or for all that one of its ends sent. */
import { ANALYSIS_NAMES, SERVICE_NAMES, STATE_NAMES } from '../../../contracts/names'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { handshakeRttNs } from '../../flows/handshake'
import { namePointer, nameText, protocolNumber, readService } from '../../flows/service'
import { endCode } from '../../kernel/join'
import { SegmentRecord } from '../../segmentRecord'
import { idOf, SEVERITIES, severityOf, VERDICT_IDS } from '../../verdicts/judge'
import type { Row } from '../run/row'
import { type Field, type FieldTable, type FieldType, Level, type Value } from './field'

const RETRANSMISSION_BIT = ANALYSIS_NAMES.indexOf('retransmission')
const U16_MOST = 0xffff
const U32_MOST = 0xffffffff

type Read = Field['read']

const field = (
  name: string,
  type: FieldType,
  level: Level,
  meaning: string,
  read: Read,
  more?: Partial<Field>,
): Field => ({
  name,
  type,
  level,
  meaning,
  read,
  ...more,
})
const ofFlow = (name: string, type: FieldType, meaning: string, read: Read, more?: Partial<Field>): Field =>
  field(name, type, Level.FLOW, meaning, read, more)
const ofEnd = (name: string, type: FieldType, meaning: string, read: Read, more?: Partial<Field>): Field =>
  field(name, type, Level.END, meaning, read, more)

const peerOf = (endpoint: EndpointIndex): EndpointIndex => (1 - endpoint) as EndpointIndex

/** The bytes of an endpoint's address. */
function address({ core }: Row, flow: FlowRecord, endpoint: EndpointIndex): Uint8Array {
  const pointer = flow.isIpv6 ? flow.address(endpoint) : flow.addressPointer(endpoint)
  return core.views.u8.slice(pointer, pointer + (flow.isIpv6 ? 16 : 4))
}

const isVersion = (flow: FlowRecord, type: FieldType): boolean =>
  type === 'address' || flow.isIpv6 === (type === 'ipv6')

/** @param ends of the flow, as the field sees the row. */
const addresses =
  (type: 'ipv4' | 'ipv6' | 'address', ends: (row: Row) => readonly EndpointIndex[]): Read =>
  (row, out) => {
    if (!isVersion(row.flow, type)) return
    for (const endpoint of ends(row)) out.push(address(row, row.flow, endpoint))
  }

const source = ({ sender }: Row): readonly EndpointIndex[] => [sender]
const destination = ({ sender }: Row): readonly EndpointIndex[] => [peerOf(sender)]
const both = ({ sender }: Row): readonly EndpointIndex[] => [sender, peerOf(sender)]
const client = ({ flow }: Row): readonly EndpointIndex[] => [flow.index('client')]
const server = ({ flow }: Row): readonly EndpointIndex[] => [flow.index('server')]

const ports =
  (ends: (row: Row) => readonly EndpointIndex[]): Read =>
  (row, out) => {
    for (const endpoint of ends(row)) out.push(row.flow.port(endpoint))
  }

const ADDRESS_FIELDS: FieldTable = [
  ofEnd('ip.src', 'ipv4', 'Source address, IPv4', addresses('ipv4', source)),
  ofEnd('ip.dst', 'ipv4', 'Destination address, IPv4', addresses('ipv4', destination)),
  ofFlow('ip.addr', 'ipv4', 'Either address, IPv4', addresses('ipv4', both)),
  ofEnd('ipv6.src', 'ipv6', 'Source address, IPv6', addresses('ipv6', source)),
  ofEnd('ipv6.dst', 'ipv6', 'Destination address, IPv6', addresses('ipv6', destination)),
  ofFlow('ipv6.addr', 'ipv6', 'Either address, IPv6', addresses('ipv6', both)),
  ofEnd('tcp.srcport', 'number', 'Source port', ports(source), { most: U16_MOST }),
  ofEnd('tcp.dstport', 'number', 'Destination port', ports(destination), { most: U16_MOST }),
  ofFlow('tcp.port', 'number', 'Either port', ports(both), { most: U16_MOST }),
  ofFlow('client', 'address', "The client's address", addresses('address', client)),
  ofFlow('server', 'address', "The server's address", addresses('address', server)),
  ofFlow('client.port', 'number', "The client's port", ports(client), { most: U16_MOST }),
  ofFlow('server.port', 'number', "The server's port", ports(server), { most: U16_MOST }),
]

const one =
  (read: (row: Row) => Value | null): Read =>
  (row, out) => {
    const value = read(row)
    if (value !== null) out.push(value)
  }

function durationNs({ core, flow }: Row): number {
  const first = new SegmentRecord(core).at(flow.firstSegment)
  return Math.max(0, new SegmentRecord(core).at(flow.lastSegment).nanosecondsSince(first))
}

const stateOf = ({ flow }: Row, side: 'client' | 'server'): Value =>
  STATE_NAMES[flow.state(flow.index(side))] ?? 'UNKNOWN'
const states = (name: string, meaning: string, read: Read): Field =>
  ofFlow(name, 'string', meaning, read, { values: STATE_NAMES, only: 'flows' })

const processes: Read = ({ judge, flow }, out) => {
  const { kernel } = judge.facts
  for (const endpoint of [0, 1] as const) {
    const name = kernel?.processOf(endCode(flow.id, endpoint)) ?? null
    if (name !== null) out.push(name)
  }
}

const hostName = ({ core, flow }: Row): string | null => {
  const pointer = namePointer(core, flow)
  return pointer === 0 ? null : nameText(core, pointer)
}
/** The server's name where it was told in this way. */
const toldBy =
  (origin: 'sni' | 'host') =>
  ({ core, flow }: Row): string | null => {
    const service = readService(core, flow)
    return service?.nameFrom === origin ? service.name : null
  }

const KNOWN_SERVICES = SERVICE_NAMES.filter((name) => name !== null)

export const FLOW_FIELDS: FieldTable = [
  ...ADDRESS_FIELDS,
  ofFlow('tcp.stream', 'number', 'Number of the flow', ({ flow }, out) => out.push(flow.id), { most: U32_MOST }),
  ofFlow(
    'tcp.completeness',
    'number',
    'What of a whole connection was seen',
    one(({ flow }) => flow.completeness),
    { most: 63 },
  ),
  states('state', 'State of either endpoint', (row, out) => out.push(stateOf(row, 'client'), stateOf(row, 'server'))),
  states(
    'state.client',
    "The client's state",
    one((row) => stateOf(row, 'client')),
  ),
  states(
    'state.server',
    "The server's state",
    one((row) => stateOf(row, 'server')),
  ),
  ofFlow(
    'verdict',
    'string',
    'Id of the verdict',
    one(({ judge, flow }) => idOf(judge.code(flow.id))),
    { values: VERDICT_IDS },
  ),
  ofFlow(
    'severity',
    'string',
    'How bad the verdict is',
    one(({ judge, flow }) => severityOf(judge.code(flow.id))),
    { values: SEVERITIES },
  ),
  ofFlow(
    'certainty',
    'string',
    'How sure the verdict is',
    one(({ judge, flow }) => judge.prove(flow.id).verdict.certainty),
    {
      values: ['proved', 'likely', 'possible'],
    },
  ),
  ofFlow('duration', 'duration', 'From first to last segment', one(durationNs)),
  ofFlow(
    'rtt',
    'duration',
    'Median round-trip time',
    one(({ core, flow }) => (flow.rttSamples === 0 ? null : core.rttMedian(flow.id))),
  ),
  ofFlow(
    'handshake.rtt',
    'duration',
    'Round-trip time of the handshake',
    one(({ core, flow }) => handshakeRttNs(core, flow)),
  ),
  ofFlow(
    'tcp.analysis.initial_rtt',
    'duration',
    'From the last SYN to the first ACK after it',
    one(({ flow }) => flow.initialRtt || null),
  ),
  ofFlow(
    'retransmissions',
    'number',
    'Segments sent again',
    one(({ flow }) => flow.analysisCount(RETRANSMISSION_BIT)),
    { most: U32_MOST },
  ),
  ofFlow(
    'segments',
    'number',
    'Segments of both ends',
    one(({ flow }) => flow.segments(0) + flow.segments(1)),
    { most: U32_MOST },
  ),
  ofFlow(
    'bytes',
    'number',
    'Payload bytes of both ends',
    one(({ flow }) => flow.bytes(0) + flow.bytes(1)),
    { most: Number.MAX_SAFE_INTEGER },
  ),
  ofFlow(
    'bytes.client',
    'number',
    'Payload bytes that the client sent',
    one(({ flow }) => flow.bytes(flow.index('client'))),
    { most: Number.MAX_SAFE_INTEGER },
  ),
  ofFlow(
    'bytes.server',
    'number',
    'Payload bytes that the server sent',
    one(({ flow }) => flow.bytes(flow.index('server'))),
    { most: Number.MAX_SAFE_INTEGER },
  ),
  ofFlow('process', 'string', 'Program of this host at either end (live captures)', processes),
  ofFlow(
    'service',
    'string',
    'Application protocol',
    one(({ core, flow }) => SERVICE_NAMES[protocolNumber(core, flow.id)] ?? null),
    {
      values: KNOWN_SERVICES,
    },
  ),
  ofFlow('host', 'string', "The server's name", one(hostName)),
  ofFlow('tls.handshake.extensions_server_name', 'string', 'Server name in the TLS hello', one(toldBy('sni')), {
    only: 'flows',
  }),
  ofFlow('http.host', 'string', 'Host of the first HTTP request', one(toldBy('host')), { only: 'flows' }),
]
