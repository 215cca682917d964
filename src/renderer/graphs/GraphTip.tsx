import { useTranslation } from 'react-i18next'
import type { TimeUnit } from '../ui/format'
import { drawnValue, type GraphPoint, type Picture } from './picture'
import { roleWords, timeWords, valueWords } from './words'

const WIDTH = 230
const HEIGHT = 64

interface GraphTipProps {
  readonly picture: Picture
  readonly point: GraphPoint
  readonly unit: TimeUnit
}

/** What a point says, beside it. */
export function GraphTip({ picture, point, unit }: GraphTipProps) {
  const { t } = useTranslation('graphs')
  const { graph, x, y, width, height } = picture
  const across = x(point.time)
  const down = y(drawnValue(graph, point.high))
  const left = across + 14 + WIDTH > width ? Math.max(4, across - 14 - WIDTH) : across + 14
  const top = Math.min(Math.max(2, down - HEIGHT - 8), height - HEIGHT - 2)
  return (
    <div className="graph-tip" style={{ left, top, width: WIDTH }} aria-hidden="true">
      <p className="graph-tip-role">{roleWords(point)}</p>
      <p className="figures">{valueWords(graph, point)}</p>
      <p className="muted figures">
        {t(point.frame === null ? 'tipTime' : 'tip', { time: timeWords(point.time, unit), frame: point.frame ?? '' })}
      </p>
    </div>
  )
}
