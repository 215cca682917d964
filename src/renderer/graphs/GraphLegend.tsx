import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Graph, GraphSeries } from '../../contracts/graphs'
import { formatCount } from '../ui/format'
import { isHollow, LOOKS, markPath } from './looks'

/** What is drawn, in words, each with its shape. */
export const GraphLegend = memo(function GraphLegend({ graph }: { readonly graph: Graph }) {
  const { t } = useTranslation('graphs')
  return (
    <ul className="graph-legend" aria-label={t('legend')}>
      {graph.series.map((series) => (
        <li key={series.role} title={t('points', { count: series.total, amount: formatCount(series.total) })}>
          <Sample series={series} />
          {t(`roles.${series.role}`)}
        </li>
      ))}
    </ul>
  )
})

function Sample({ series }: { readonly series: GraphSeries }) {
  const { token, mark, line, dash } = LOOKS[series.role]
  const ink = `var(--${token})`
  const isBar = series.shape === 'bars'
  const path = isBar ? 'M9 1V13' : 'M0 7H18'
  const shape = isBar && mark === 'dot' ? '' : markPath(mark, mark === 'dot' ? 2.2 : 3.6)
  return (
    <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
      {series.shape !== 'dots' && <path d={path} stroke={ink} strokeWidth={line} strokeDasharray={dash.join(' ')} />}
      {shape !== '' && (
        <path
          d={shape}
          transform={isBar ? 'translate(9 4)' : 'translate(9 7)'}
          fill={isHollow(mark) ? 'none' : ink}
          stroke={isHollow(mark) ? ink : 'none'}
          strokeWidth="1.6"
        />
      )}
    </svg>
  )
}
