import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { LadderRow } from '../../contracts/ladderRows'
import type { TimeStyle } from '../../contracts/preferences'
import { useSessionState } from '../app/context'
import { formatBytes, formatCount, formatDuration } from '../ui/format'
import { momentWords } from '../ui/moment'
import { certaintyWords } from './describeRow'

interface RowTooltipProps {
  readonly row: LadderRow
  readonly above: LadderRow | null
  /** When the ladder begins, nanoseconds since the epoch. */
  readonly start: bigint
  readonly x: number
  readonly y: number
}

type Words = TFunction<'ladder'>

const WIDTH = 340
const ROOM_BELOW = 190

/** What a row can't say in one line: the whole label, when it was, how long after what. */
export function RowTooltip({ row, above, start, x, y }: RowTooltipProps) {
  const { t } = useTranslation('ladder')
  const times = useSessionState((state) => state.preferences.times)
  const left = Math.min(x + 16, window.innerWidth - WIDTH - 12)
  const place = y + ROOM_BELOW > window.innerHeight ? { bottom: window.innerHeight - y + 14 } : { top: y + 18 }
  // Into the body: the pane is a container, in which fixed positions would count from its corner.
  return createPortal(
    <div className="ladder-tooltip" style={{ left, width: WIDTH, ...place }} aria-hidden="true">
      <p className="mono">{row.label}</p>
      <dl>
        {facts({ row, above, start, times }, t).map(([name, value]) => (
          <div key={name}>
            <dt className="muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>,
    document.body,
  )
}

type Told = Pick<RowTooltipProps, 'row' | 'above' | 'start'> & { readonly times: TimeStyle }

function facts({ row, above, start, times }: Told, t: Words): [string, ReactNode][] {
  const states: [string, ReactNode] = [
    t('tip.states'),
    t('tip.statesAre', { client: row.client.state, server: row.server.state, certainty: certaintyWords(row) }),
  ]
  if (row.kind === 'fold') {
    const amount = formatCount(row.count)
    const [bytes, time] = [formatBytes(row.bytes), formatDuration(row.durationNs)]
    return [
      [t('tip.frames'), t('tip.framesAre', { first: row.firstFrame, last: row.lastFrame })],
      [t('tip.segments'), t('tip.segmentsAre', { amount, bytes, time })],
      states,
      [t('tip.click'), t('tip.clickDoes')],
    ]
  }
  if (row.kind !== 'segment') return [states]
  const list: [string, ReactNode][] = [
    [t('tip.frame'), t(`tip.frameIs.${row.from}`, { frame: row.frame })],
    [t('tip.time'), t('tip.timeIs', { moment: momentWords(row.time, times) })],
  ]
  const before = (ns: number) => t('tip.before', { time: formatDuration(ns) })
  const since = above && 'time' in above ? Number(row.time - above.time) : null
  if (since !== null && since >= 0) list.push([t('tip.above'), before(since)])
  else if (row.time > start) list.push([t('tip.start'), before(Number(row.time - start))])
  if (row.acks !== null) {
    const time = row.rttNs === null ? '' : formatDuration(row.rttNs)
    list.push([t('tip.acks'), t(time === '' ? 'tip.acksFrame' : 'tip.acksAfter', { frame: row.acks, time })])
  }
  if (row.analysis.length > 0) list.push([t('tip.analysis'), row.analysis.join(', ').replaceAll('_', ' ')])
  list.push(states)
  return list
}
