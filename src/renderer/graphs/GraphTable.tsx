import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Graph } from '../../contracts/graphs'
import { formatCount, type TimeUnit } from '../ui/format'
import type { GraphPoint } from './picture'
import { walk } from './points'
import { roleWords, timeWords, valueWords } from './words'

/** Points told; of more, so many spread over the range. */
const MOST = 60

/** It is told anew once the graph has rested so long: a table's layout costs more than the picture. */
const REST_MS = 250

interface GraphTableProps {
  readonly graph: Graph
  readonly unit: TimeUnit
}

/** The canvas's twin for screen readers: the points in view. */
export function GraphTable({ graph, unit }: GraphTableProps) {
  const [rested, setRested] = useState(graph)
  useEffect(() => {
    const later = setTimeout(() => setRested(graph), REST_MS)
    return () => clearTimeout(later)
  }, [graph])
  return <RestedTable graph={rested} unit={unit} />
}

const RestedTable = memo(function RestedTable({ graph, unit }: GraphTableProps) {
  const { t } = useTranslation('graphs')
  const points = spread(walk(graph, graph, MOST))
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
})

function spread(points: readonly GraphPoint[]): readonly GraphPoint[] {
  if (points.length <= MOST) return points
  return Array.from(
    { length: MOST },
    (_, k) => points[Math.floor((k * (points.length - 1)) / (MOST - 1))] as GraphPoint,
  )
}
