import { useTranslation } from 'react-i18next'
import type { LossRow } from '../../../contracts/explain'
import { formatInUnit, timeUnit } from '../../ui/format'
import { FrameLink } from '../FrameLink'
import { LossArrow } from './LossArrow'
import { StateCell } from './StateCell'

/** The ladder as it would have been: a table whose middle column holds the arrows. */
export function LossLadder({ rows }: { readonly rows: readonly LossRow[] }) {
  const { t } = useTranslation(['explain', 'words'])
  const times = rows.map(({ timeNs }) => timeNs)
  const unit = timeUnit(Math.max(...times, 0) - Math.min(...times, 0))
  return (
    <table className="loss-ladder" aria-label={t('loss.ladder')}>
      <thead>
        <tr>
          <th scope="col" className="loss-time">
            {unit.name}
          </th>
          <th scope="col">{t('words:client')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('loss.column.what')}</span>
          </th>
          <th scope="col">{t('words:server')}</th>
          <th scope="col" className="loss-frame">
            {t('loss.column.frame')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never change order
          <tr key={index} className={row.isHypothetical ? 'hypothetical' : undefined}>
            <td className="loss-time mono">{formatInUnit(row.timeNs, unit)}</td>
            <StateCell side="client" row={row} above={rows[index - 1]} />
            <td className={`loss-what ${row.kind}`}>
              <Words row={row} />
            </td>
            <StateCell side="server" row={row} above={rows[index - 1]} />
            <td className="loss-frame">
              {row.frame === null ? (
                <span className="muted">{row.kind === 'segment' && t('loss.never')}</span>
              ) : (
                <FrameLink frame={row.frame} segment={row.segment} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Words({ row }: { readonly row: LossRow }) {
  const { t } = useTranslation(['explain', 'words'])
  const { kind, from, label, isLost, note } = row
  return (
    <>
      <span className={`loss-label from-${from}`}>
        <span className="visually-hidden">{t(`loss.from.${from}`)}: </span>
        {kind === 'timer' && <span aria-hidden="true">◷ </span>}
        <span className={kind === 'segment' ? 'mono' : undefined}>{label}</span>
        {isLost && note === '' && <em className="statement-word loss-lost">{t('loss.lost')}</em>}
      </span>
      {kind === 'segment' && <LossArrow row={row} />}
      {note !== '' && <span className="loss-note">{note}</span>}
    </>
  )
}
