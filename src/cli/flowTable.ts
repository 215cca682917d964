/** The flows as a table for a terminal. */

import type { Service } from '../contracts/flow'
import { stateName } from '../contracts/names'
import type { Core } from '../engine/core'
import { FlowRow } from '../engine/export/rows/flowColumns'
import { addressText, endpointText } from '../engine/flows/address'
import { readService } from '../engine/flows/service'
import type { Judge } from '../engine/verdicts/judge'
import { byteWords, durationWords } from '../engine/words'
import { aligned } from './aligned'

interface TableColumn {
  readonly title: string
  readonly isRight?: boolean
  readonly cell: (row: FlowRow) => string
}

const endpoint = (side: 'client' | 'server'): TableColumn => ({
  title: side.toUpperCase(),
  cell: ({ core, flow }) => endpointText(addressText(core, flow, flow.index(side)), flow.port(flow.index(side))),
})

const COLUMNS: readonly TableColumn[] = [
  { title: 'FLOW', isRight: true, cell: ({ flow }) => String(flow.id) },
  { title: 'VERDICT', cell: ({ verdict }) => `${verdict.severity}: ${verdict.title}` },
  endpoint('client'),
  endpoint('server'),
  { title: 'SERVICE', cell: ({ core, flow }) => serviceWords(readService(core, flow)) },
  {
    title: 'STATES',
    cell: ({ flow }) => `${stateName(flow.state(flow.index('client')))} ${stateName(flow.state(flow.index('server')))}`,
  },
  { title: 'ZEEK', cell: ({ zeek }) => `${zeek.connState} ${zeek.history}` },
  {
    title: 'DURATION',
    isRight: true,
    cell: ({ flow }) => durationWords(Math.max(0, flow.roughLastNs - flow.roughFirstNs)),
  },
  { title: 'SENT', isRight: true, cell: ({ flow }) => byteWords(flow.bytes(flow.index('client'))) },
  { title: 'RECEIVED', isRight: true, cell: ({ flow }) => byteWords(flow.bytes(flow.index('server'))) },
  {
    title: 'RTT',
    isRight: true,
    cell: ({ core, flow }) => (flow.rttSamples === 0 ? '' : durationWords(core.rttMedian(flow.id))),
  },
]

/** `tls example.org` */
const serviceWords = (service: Service | null): string =>
  [service?.protocol, service?.name].filter((word) => typeof word === 'string').join(' ')

/**
 * Lines, headings first, each column as wide as its widest cell.
 *
 * @param passed by flow, 0: it is left out; null: none is.
 */
export function* flowTable(core: Core, judge: Judge, passed: Uint8Array | null): Generator<string> {
  const rows: string[][] = [COLUMNS.map(({ title }) => title)]
  const count = core.flowCount()
  if (count > 0) {
    const row = new FlowRow(core, judge)
    for (let id = 0; id < count; id += 1) {
      if (passed?.[id] === 0) continue
      row.at(id)
      rows.push(COLUMNS.map(({ cell }) => cell(row)))
    }
  }
  const isRight = COLUMNS.map((column) => column.isRight === true)
  yield* aligned(rows, isRight)
}
