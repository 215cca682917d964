import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Side } from '../../contracts/flow'
import type { TimeStyle } from '../../contracts/preferences'
import type { TwoEndsStatus } from '../../contracts/twoEndsPages'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { formatDayTime } from '../ui/dayTime'
import { formatEndpoint } from '../ui/format'
import { zoneWords } from '../ui/moment'
import { FateDetail } from './FateDetail'
import { FateRow } from './FateRow'
import { PAGE_ROWS, VirtualList } from './VirtualList'
import { endOf, seenAt } from './words'

const ROW_HEIGHT = 34

interface FlowOfBothProps {
  /** Its place among the flows of both. */
  readonly flow: number
  readonly report: Extract<TwoEndsStatus, { state: 'ready' }>['report']
}

/** One flow as both captures tell it: what it comes to, every segment with its fate, and the selected one in full. */
export function FlowOfBoth({ flow, report }: FlowOfBothProps) {
  const { t } = useTranslation('twoEnds')
  const [from, setFrom] = useState(0)
  const [selected, setSelected] = useState(0)
  const head = useEngineQuery('twoEndsFlows', { from: flow, count: 1 }).data?.rows[0]
  const start = useEngineQuery('twoEndsSegments', { flow, from: 0, count: 1 }).data?.rows[0]
  const page = useEngineQuery('twoEndsSegments', { flow, from, count: PAGE_ROWS }).data
  const times = useSessionState((state) => state.preferences.times)
  if (!head || !page) return <section className="pane" aria-label={t('segments.label')} />
  const at = (index: number) => page.rows[index - page.from] ?? null
  const startedAt = (start && seenAt(start, head, report.clock)) ?? 0n
  const nameOf = (side: Side) => report[endOf(side, head)].name
  const endpoints = head[head.clientEnd] ?? head.first ?? head.second
  const addressOf = (side: Side) => (endpoints ? formatEndpoint(endpoints[side]) : '')
  const shown = at(selected)
  return (
    <section className="pane" aria-label={t('segments.label')}>
      <ul className="two-ends-sentences">
        {head.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className="fate-row fate-head" aria-hidden="true">
        <span className="label right">{times === 'relative' ? t('segments.seconds') : zoneWords(times)}</span>
        <span className="label right">{t('segments.frame')}</span>
        <span className="fate-ends">
          <span>
            <b>{t('segments.client')}</b>
            <span className="mono ellipsis" title={addressOf('client')}>
              {addressOf('client')}
            </span>
            <span className="muted ellipsis" title={nameOf('client')}>
              {nameOf('client')}
            </span>
          </span>
          <span>
            <b>{t('segments.server')}</b>
            <span className="mono ellipsis" title={addressOf('server')}>
              {addressOf('server')}
            </span>
            <span className="muted ellipsis" title={nameOf('server')}>
              {nameOf('server')}
            </span>
          </span>
        </span>
        <span className="label">{t('segments.frame')}</span>
        <span className="label">{t('segments.onTheWay')}</span>
      </div>
      <VirtualList
        label={t('segments.list')}
        id="fate"
        total={page.total}
        rowHeight={ROW_HEIGHT}
        selected={selected}
        onSelect={setSelected}
        onPage={setFrom}
        row={(index) => {
          const segment = at(index)
          const time = segment && seenAt(segment, head, report.clock)
          return <FateRow segment={segment} time={time === null ? '' : timeText(time, startedAt, times)} />
        }}
      />
      {shown && <FateDetail segment={shown} nameOf={nameOf} />}
    </section>
  )
}

/** To the microsecond; times of day are those of the first capture's clock. */
const timeText = (time: bigint, start: bigint, style: TimeStyle): string =>
  style === 'relative' ? (Number(time - start) / 1e9).toFixed(6) : formatDayTime(time, style, 6)
