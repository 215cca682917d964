/**
 * The columns of `lastack flows` and of flow lists that the window exports: a contract. Fields are added, never renamed
 * or dropped.
 */
import { ANALYSIS_FLAGS, FlowBit } from '../../../contracts/abi'
import type { Flow, Side } from '../../../contracts/flow'
import { ANALYSIS_NAMES, certaintyName, stateName } from '../../../contracts/names'
import type { Core } from '../../core'
import { FlowRecord } from '../../flowRecord'
import { addressText } from '../../flows/address'
import { readClose } from '../../flows/close'
import { gapsOf, mayHaveGaps } from '../../flows/gaps'
import { handshakeRttNs } from '../../flows/handshake'
import { readService } from '../../flows/service'
import { readZeek } from '../../flows/zeek'
import { SegmentRecord } from '../../segmentRecord'
import type { Judge, Proved } from '../../verdicts/judge'
import { type Column, list, number, plain, seconds, string } from './columns'
import { time } from './time'

/** A cursor over flows, with what several columns need of each; there must be one. */
export class FlowRow {
  readonly flow: FlowRecord
  readonly first: SegmentRecord
  readonly last: SegmentRecord
  close: Flow['close'] = { kind: 'none', by: null, graceful: false }
  zeek: Flow['zeek'] = { connState: 'OTH', history: '' }
  verdict: Proved['verdict']
  also: Proved['also']
  constructor(
    readonly core: Core,
    private readonly judge: Judge,
  ) {
    this.flow = new FlowRecord(core)
    this.first = new SegmentRecord(core)
    this.last = new SegmentRecord(core)
    const { verdict, also } = judge.prove(0)
    this.verdict = verdict
    this.also = also
  }

  at(id: number): this {
    const { verdict, also } = this.judge.prove(id)
    this.verdict = verdict
    this.also = also
    this.flow.at(id)
    this.first.at(this.flow.firstSegment)
    this.last.at(this.flow.lastSegment)
    this.close = readClose(this.flow)
    this.zeek = readZeek(this.core, this.flow)
    return this
  }
}

type FlowColumn = Column<FlowRow>

/** A column for each side. */
const sides = (make: (name: Side) => FlowColumn): FlowColumn[] => [make('client'), make('server')]
const both = (name: string, read: (flow: FlowRecord, endpoint: 0 | 1) => number): FlowColumn[] =>
  sides((side) => number(`${name}.${side}`, ({ flow }) => read(flow, flow.index(side))))

const address = (side: Side): FlowColumn => ({
  name: `${side}.address`,
  isQuoted: true,
  isList: false,
  write: (out, { core, flow }) => {
    const endpoint = flow.index(side)
    if (flow.isIpv6 || core.mask !== null) out.ascii(addressText(core, flow, endpoint))
    else out.ipv4(core.views.u8, flow.addressPointer(endpoint))
  },
})

const rtt = (name: string, read: (row: FlowRow) => number): FlowColumn =>
  seconds(`rtt.${name}`, (row) => (row.flow.rttSamples === 0 ? null : Math.round(read(row))))

export const FLOW_COLUMNS: readonly FlowColumn[] = [
  number('flow', ({ flow }) => flow.id),
  ...(['client', 'server'] as const).flatMap((side) => [
    address(side),
    number<FlowRow>(`${side}.port`, ({ flow }) => flow.port(flow.index(side))),
  ]),
  plain('clientKnown', ({ flow }) => String(flow.has(FlowBit.CLIENT_KNOWN))),
  time('first', ({ first }) => first.timePointer),
  time('last', ({ last }) => last.timePointer),
  number('frames.first', ({ first }) => first.frame),
  number('frames.last', ({ last }) => last.frame),
  ...both('segments', (flow, endpoint) => flow.segments(endpoint)),
  ...both('bytes', (flow, endpoint) => flow.bytes(endpoint)),
  ...both('payload', (flow, endpoint) => flow.payload(endpoint)),
  ...sides((side) => string(`state.${side}`, ({ flow }) => stateName(flow.state(flow.index(side))))),
  ...sides((side) => string(`certainty.${side}`, ({ flow }) => certaintyName(flow.certainty(flow.index(side))))),
  plain('handshake.complete', ({ flow }) => String(flow.has(FlowBit.HANDSHAKE_COMPLETE))),
  number('handshake.synRetransmissions', ({ flow }) => flow.synRetransmissions),
  number('handshake.synAckRetransmissions', ({ flow }) => flow.synAckRetransmissions),
  seconds('handshake.rtt', ({ core, flow }) => handshakeRttNs(core, flow)),
  string('close.kind', ({ close }) => close.kind),
  plain('close.by', ({ close }) => (close.by === null ? 'null' : `"${close.by}"`)),
  plain('close.graceful', ({ close }) => String(close.graceful)),
  rtt('min', ({ flow }) => flow.rttMin),
  rtt('median', ({ core, flow }) => core.rttMedian(flow.id)),
  rtt('max', ({ flow }) => flow.rttMax),
  number('rtt.samples', ({ flow }) => flow.rttSamples),
  plain('analysis', ({ flow }) => analysisText(flow)),
  ...both('retransmitted', (flow, endpoint) => flow.retransmitted(endpoint)),
  ...both('late', (flow, endpoint) => flow.late(endpoint)),
  number('completeness', ({ flow }) => flow.completeness),
  plain('gaps', ({ core, flow }) => gapsText(core, flow)),
  string('zeek.connState', ({ zeek }) => zeek.connState),
  string('zeek.history', ({ zeek }) => zeek.history),
  plain('service', ({ core, flow }) => JSON.stringify(readService(core, flow))),
  string('verdict.id', ({ verdict }) => verdict.id),
  string('verdict.severity', ({ verdict }) => verdict.severity),
  string('verdict.certainty', ({ verdict }) => verdict.certainty),
  plain('verdict.title', ({ verdict }) => JSON.stringify(verdict.title)),
  list(
    'verdict.evidence',
    ({ verdict }) => verdict.evidence,
    (out, { frame }) => out.number(frame),
  ),
  list(
    'also',
    ({ also }) => also,
    (out, { id, severity }) => out.ascii(`{"id":"${id}","severity":"${severity}"}`),
  ),
]

const NO_GAPS = '{"client":{"count":0,"bytes":0},"server":{"count":0,"bytes":0}}'

function gapsText(core: Core, flow: FlowRecord): string {
  if (!mayHaveGaps(flow)) return NO_GAPS
  const [client, server] = [gapsOf(core, flow, flow.index('client')), gapsOf(core, flow, flow.index('server'))]
  return JSON.stringify({ client, server })
}

function analysisText(flow: FlowRecord): string {
  if (!flow.hasAnalysis) return '{}'
  const counts: string[] = []
  for (let bit = 0; bit < ANALYSIS_FLAGS; bit += 1) {
    const count = flow.analysisCount(bit)
    if (count > 0) counts.push(`"${ANALYSIS_NAMES[bit]}":${count}`)
  }
  return `{${counts.join(',')}}`
}
