import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TogetherFlow } from '../../../contracts/together'
import { formatEndpoint, type TimeUnit } from '../../ui/format'
import type { TogetherColumns } from './columns'

interface HostNamesProps {
  readonly flows: readonly TogetherFlow[]
  readonly columns: TogetherColumns
  /** Pixels that the ladder is scrolled sideways. */
  readonly left: number
  readonly focus: number
  readonly unit: TimeUnit
}

/** How far a host's name may reach into the lanes beside it. */
const REACH = 0.5

/** Who stands where, above the lifelines: a host's address, and the number of the flow above each of its bars. */
export const HostNames = memo(function HostNames({ flows, columns, left, focus, unit }: HostNamesProps) {
  const { t } = useTranslation('ladder')
  const { hosts, barWidth, frame } = columns
  return (
    <div className="ladder-names together-names">
      <span
        className="mono muted ladder-unit together-unit"
        style={{ width: frame.timeRight }}
        title={t('together.sinceFirst')}
      >
        {unit.name}
      </span>
      <div className="together-hosts" style={{ left: left > 0 ? columns.fixed : 0 }}>
        <div
          className="together-shift"
          style={{ width: columns.width, transform: `translateX(${-left - (left > 0 ? columns.fixed : 0)}px)` }}
        >
          {hosts.map(({ host, left: from, right: to }, at) => {
            const before = hosts[at - 1]?.right
            const after = hosts[at + 1]?.left
            const reachLeft = before === undefined ? 0 : (from - before) * REACH - 8
            const reachRight = after === undefined ? 0 : (after - to) * REACH - 8
            const align = before === undefined ? 'left' : after === undefined ? 'right' : 'center'
            const name = host.role === null ? host.address : `${host.address} (${t(`role.${host.role}`)})`
            return (
              <span
                key={`${host.role} ${host.address}`}
                className="together-host mono ellipsis"
                style={{ left: from - reachLeft, width: to - from + reachLeft + reachRight, textAlign: align }}
                title={name}
              >
                {name}
              </span>
            )
          })}
          {columns.flows.flatMap(({ x }, place) => {
            const flow = flows[place]
            if (flow === undefined) return []
            return (['client', 'server'] as const).map((side) => (
              <span
                key={`${flow.flow} ${side}`}
                className={`together-bar together-number ${place === focus ? 'on' : ''}`}
                style={{ left: x[side] + (barWidth - 15) / 2 }}
                title={`${t(`role.${side}`)} ${formatEndpoint(flow[side])}`}
              >
                {place + 1}
              </span>
            ))
          })}
        </div>
      </div>
    </div>
  )
})
