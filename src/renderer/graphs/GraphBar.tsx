import { useTranslation } from 'react-i18next'
import type { Graph } from '../../contracts/graphs'
import { formatDuration } from '../ui/format'
import { Icon } from '../ui/Icon'
import { GraphExport } from './GraphExport'
import { GraphLegend } from './GraphLegend'
import { ZOOM_STEP } from './keys'
import { graphView, type Shown, useGraphView, WHOLE, zoomed } from './view'

const SIDES = ['client', 'server'] as const
const STYLES = ['tcptrace', 'stevens'] as const

/** Direction, style and zoom of a graph, and what is drawn in words. */
export function GraphBar({ graph, shown }: { readonly graph: Graph; readonly shown: Shown }) {
  const { t } = useTranslation('graphs')
  const style = useGraphView((view) => view.style)
  const isSequence = graph.kind === 'tcptrace' || graph.kind === 'stevens'
  const isWhole = shown.to - shown.from >= graph.span
  const zoom = (factor: number) => graphView.set(zoomed(shown, (shown.from + shown.to) / 2, factor, graph.span))
  return (
    <div className="graph-bar">
      <fieldset className="segmented" aria-label={t('direction')}>
        {SIDES.map((side) => (
          <button
            key={side}
            type="button"
            aria-pressed={graph.direction === side}
            title={t(`sends.${side}Title`)}
            onClick={() => graphView.set({ direction: side })}
          >
            {t(`sends.${side}`)}
          </button>
        ))}
      </fieldset>
      {isSequence && (
        <fieldset className="segmented" aria-label={t('style')}>
          {STYLES.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={style === one}
              title={t(`styles.${one}Title`)}
              onClick={() => graphView.set({ style: one })}
            >
              {t(`styles.${one}`)}
            </button>
          ))}
        </fieldset>
      )}
      <span className="graph-zoom">
        <button
          type="button"
          className="button quiet icon small"
          aria-label={t('nearer')}
          title={t('nearer')}
          onClick={() => zoom(1 / ZOOM_STEP)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="button quiet icon small"
          aria-label={t('farther')}
          title={t('farther')}
          disabled={isWhole}
          onClick={() => zoom(ZOOM_STEP)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="button quiet small"
          title={t('wholeTitle')}
          disabled={isWhole}
          onClick={() => graphView.set(WHOLE)}
        >
          {t('whole')}
        </button>
      </span>
      <span className="graph-export">
        <GraphExport graph={graph} />
      </span>
      <GraphLegend graph={graph} />
      {graph.meanOver !== null && (
        <span className="graph-fact">{t('meanOver', { time: formatDuration(graph.meanOver) })}</span>
      )}
      {graph.kind === 'window' && graph.isScaleUnknown && <span className="graph-fact">{t('scaleUnknown')}</span>}
    </div>
  )
}
