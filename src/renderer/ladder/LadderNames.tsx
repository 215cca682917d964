import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flow, Side } from '../../contracts/flow'
import { formatEndpoint, type TimeUnit } from '../ui/format'
import type { LadderLayout } from './layout'

interface LadderNamesProps {
  readonly flow: Flow
  readonly layout: LadderLayout
  readonly unit: TimeUnit
}

/** Who stands where, above the lifelines. */
export const LadderNames = memo(function LadderNames({ flow, layout, unit }: LadderNamesProps) {
  const { t } = useTranslation('ladder')
  const half = (layout.serverX + layout.barWidth - layout.clientX) / 2 - 8
  const right = layout.width - layout.serverX - layout.barWidth
  const presumed = flow.clientKnown ? '' : t('presumedRole')
  const name = (side: Side) => (
    <>
      <span className="ladder-role">
        {t(`role.${side}`)}
        <span className="muted">{presumed}</span>
      </span>
      <span className="mono muted ellipsis" title={formatEndpoint(flow[side])}>
        {flow[side].address}
      </span>
    </>
  )
  return (
    <div className="ladder-names">
      <span
        className="mono muted ladder-unit"
        style={{ right: layout.width - layout.timeRight }}
        title={t('sinceStart')}
      >
        {unit.name}
      </span>
      <span className="ladder-name" style={{ left: layout.clientX, width: half }}>
        {name('client')}
      </span>
      <span className="ladder-name server" style={{ right, width: half }}>
        {name('server')}
      </span>
    </div>
  )
})
