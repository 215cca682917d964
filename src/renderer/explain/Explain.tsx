import './explain.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoldRow } from '../../contracts/ladderRows'
import type { SegmentIndex } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { useSelectedRow } from '../ladder/selectedRow'
import { formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import { Explained } from './Explained'
import { toggleExplain } from './mode'
import { PartFailed } from './PartFailed'

/** The segment selected in the ladder, explained to someone who learns TCP. */
export function Explain() {
  const { t } = useTranslation('explain')
  return (
    <section className="pane explain" aria-label={t('title')}>
      <div className="pane-head">
        <h2>{t('title')}</h2>
        <span className="muted ellipsis">{t('subtitle')}</span>
        <span className="grow" />
        <button
          type="button"
          className="button quiet icon small"
          aria-label={t('close')}
          title={t('close')}
          onClick={toggleExplain}
        >
          <Icon name="close" size={12} />
        </button>
      </div>
      <Body />
    </section>
  )
}

function Body() {
  const { t } = useTranslation('explain')
  const flow = useSessionState((state) => state.flow)
  const segment = useSessionState((state) => state.segment)
  const generation = useSessionState((state) => state.generation)
  const row = useSelectedRow()
  // A fold is explained by its first segment once that is asked for.
  const [unfolded, setUnfolded] = useState<SegmentIndex | null>(null)
  const isFold = row?.kind === 'fold' && row.segment === segment && unfolded !== segment
  const args = flow === null || segment === null || isFold ? null : { flow, segment }
  const { data, error, isLoading } = useEngineQuery('explain', args, generation)
  if (flow === null) return <Note title={t('empty.noFlow.title')} text={t('empty.noFlow.text')} />
  if (isFold) return <Folded row={row} onExplain={() => setUnfolded(row.segment)} />
  if (segment === null) {
    const isOther = row !== null && row.kind !== 'segment'
    return isOther ? (
      <Note title={t('empty.noSegment.title')} text={t('empty.noSegment.text')} />
    ) : (
      <Note title={t('empty.noRow.title')} text={t('empty.noRow.text')} />
    )
  }
  if (error !== null) return <PartFailed error={error} />
  // What was explained stays while the next is on its way; another flow's never.
  if (data && data.flow === flow) return <Explained view={data} />
  return isLoading ? null : <Note title={t('empty.noRow.title')} text={t('empty.noRow.text')} />
}

function Note({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="pane-note">
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  )
}

function Folded({ row, onExplain }: { readonly row: FoldRow; readonly onExplain: () => void }) {
  const { t } = useTranslation('explain')
  return (
    <div className="pane-note">
      <strong>{t('empty.fold.title', { count: row.count, formatted: formatCount(row.count) })}</strong>
      <p>{t('empty.fold.text', { first: row.firstFrame, last: row.lastFrame })}</p>
      <button type="button" className="button" onClick={onExplain}>
        {t('empty.fold.first', { frame: row.firstFrame })}
      </button>
    </div>
  )
}
