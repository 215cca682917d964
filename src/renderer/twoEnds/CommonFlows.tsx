import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TwoEndsFlowHead } from '../../contracts/twoEndsPages'
import { useEngineQuery } from '../app/useEngineQuery'
import { formatEndpoint } from '../ui/format'
import { SeverityMark } from '../ui/SeverityMark'
import { PAGE_ROWS, VirtualList } from './VirtualList'
import { troubleWords } from './words'

const ROW_HEIGHT = 44

interface CommonFlowsProps {
  readonly selected: number
  readonly onSelect: (flow: number) => void
}

/** Flows of both captures, each with what happened to it on the way. */
export function CommonFlows({ selected, onSelect }: CommonFlowsProps) {
  const { t } = useTranslation('twoEnds')
  const [from, setFrom] = useState(0)
  const page = useEngineQuery('twoEndsFlows', { from, count: PAGE_ROWS }).data
  return (
    <VirtualList
      label={t('flows.list')}
      id="common-flow"
      total={page?.total ?? 0}
      rowHeight={ROW_HEIGHT}
      selected={selected}
      onSelect={onSelect}
      onPage={setFrom}
      row={(index) => <FlowLine flow={page?.rows[index - page.from] ?? null} />}
    />
  )
}

function FlowLine({ flow }: { readonly flow: TwoEndsFlowHead | null }) {
  const { t } = useTranslation('twoEnds')
  if (!flow) return <span className="muted">…</span>
  const ends = flow.first ?? flow.second
  const trouble = troubleWords(flow)
  const isAlone = !flow.first || !flow.second
  return (
    <div className="common-flow">
      <span className="common-flow-words" title={flow.sentences.join('\n')}>
        <SeverityMark severity={isAlone ? 'note' : trouble ? 'warning' : 'ok'} />
        <span className="ellipsis">{isAlone ? t('flows.inOne') : trouble || t('flows.allArrived')}</span>
      </span>
      {ends && (
        <span className="mono muted ellipsis">
          {formatEndpoint(ends.client)} › {formatEndpoint(ends.server)}
        </span>
      )}
    </div>
  )
}
