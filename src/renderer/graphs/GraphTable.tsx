import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { Graph } from '../../contracts/graphs'
import { formatCount, type TimeUnit } from '../ui/format'
import type { GraphPoint } from './picture'
import { walk } from './points'
import type { Shown } from './view'
import { roleWords, timeWords, valueWords } from './words'

/** Points told; of more, so many spread over the range. */
const MOST = 60

interface GraphTableProps {
  readonly graph: Graph
  readonly shown: Shown
  readonly unit: TimeUnit
}

/** The canvas's twin for screen readers: the points in view, when there is time for it. */
export function GraphTable(props: GraphTableProps) {
  const graph = useDeferredValue(props.graph)
  return <DeferredTable {...props} graph={graph} />
}

const DeferredTable = memo(
  function DeferredTable({ graph, shown, unit }: GraphTableProps) {
    const { t } = useTranslation('graphs')
    const points = spread(walk(graph, shown, MOST))
    const total = graph.series.reduce((sum, series) => sum + series.total, 0)
    return (
      <table className="visually-hidden">
        <caption>
          {t('table.caption', {
            graph: t(`kinds.${graph.kind}`),
            count: total,
            amount: formatCount(total),
            told: points.length,
          })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('table.what')}</th>
            <th scope="col">{t('table.value')}</th>
            <th scope="col">{t('table.frame')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={`${point.role} ${point.frame} ${point.low}`}>
              <td>{timeWords(point.time, unit)}</td>
              <td>{roleWords(point)}</td>
              <td>{valueWords(graph, point)}</td>
              <td>{point.frame}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )
  },
  // It is told anew with each answer, not with each step of a zoom.
  (before, after) => before.graph === after.graph && before.unit === after.unit,
)

function spread(points: readonly GraphPoint[]): readonly GraphPoint[] {
  if (points.length <= MOST) return points
  return Array.from(
    { length: MOST },
    (_, k) => points[Math.floor((k * (points.length - 1)) / (MOST - 1))] as GraphPoint,
  )
}
