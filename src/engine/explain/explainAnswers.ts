/** Answers the queries of Explain mode from an open capture. */
import { EndpointBit } from '../../contracts/abi'
import type { QueryAnswers } from '../../contracts/engine'
import type { FlowId } from '../../contracts/units'
import type { Capture } from '../capture'
import { FlowRecord } from '../flowRecord'
import { readService } from '../flows/service'
import { positionOfSegment, SIDES, sideName } from '../ladder/flowRows'
import { readFlowRows } from '../ladder/readFlowRows'
import { describeSegment } from '../segment/index'
import type { ExplainedFlow } from './explained'
import { explainSegment } from './index'
import { explainLoss } from './loss/index'

interface Asked {
  readonly flow: number
  readonly segment: number
}

export class ExplainAnswers {
  constructor(private readonly capture: Capture) {}

  explain = (asked: Asked): QueryAnswers['explain'] => this.about(asked, explainSegment)

  explainLoss = (asked: Asked): QueryAnswers['explainLoss'] => this.about(asked, explainLoss)

  private about<Answer>({ flow, segment }: Asked, tell: (flow: ExplainedFlow, position: number) => Answer) {
    if (flow >= this.capture.core.flowCount()) return null
    const explained = this.read(flow)
    const position = positionOfSegment(explained.rows, segment)
    return position < 0 ? null : tell(explained, position)
  }

  private read(id: number): ExplainedFlow {
    const { core, judge, knownUntil } = this.capture
    const record = new FlowRecord(core).at(id)
    const [client, server] = SIDES.map((side) => {
      const endpoint = record.index(sideName(side))
      const isKnown = record.endpointHas(endpoint, EndpointBit.ISS_KNOWN)
      return {
        origin: isKnown ? record.iss(endpoint) : null,
        isScaleKnown: record.isScaleKnown(endpoint),
      }
    }) as [Ends, Ends]
    const rows = readFlowRows(core, id, knownUntil)
    return {
      id: id as FlowId,
      rows,
      origins: [client.origin, server.origin],
      isScaleKnown: [client.isScaleKnown, server.isScaleKnown],
      timers: judge.timers(id),
      protocol: readService(core, record)?.protocol ?? null,
      payload: (position) => this.payloadOf(rows.segment[position] ?? 0),
    }
  }

  private payloadOf(segment: number): string {
    const { core, source } = this.capture
    const detail = describeSegment(core, source, segment)
    if (detail === null) return ''
    const { bytes, layers } = detail
    const field = layers.flatMap((layer) => [layer, ...layer.children]).find(({ filter }) => filter === 'tcp.payload')
    if (field === undefined) return ''
    return LATIN_1.decode(bytes.subarray(field.start, field.start + field.length))
  }
}

const LATIN_1 = new TextDecoder('latin1')

interface Ends {
  readonly origin: number | null
  readonly isScaleKnown: boolean
}
