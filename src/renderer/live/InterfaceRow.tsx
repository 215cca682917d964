import { useTranslation } from 'react-i18next'
import type { CaptureInterface } from '../../contracts/capture'
import { gap } from '../i18n/gap'
import { Icon, type IconName } from '../ui/Icon'
import { FixOffer } from './FixOffer'
import { kindWords, trafficWords } from './interfaceWords'
import { type Rate, sparkline } from './sparkline'
import { fixWords, whyWords } from './troubleWords'

const ICONS: Readonly<Record<CaptureInterface['kind'], IconName>> = {
  loopback: 'loopback',
  ethernet: 'ethernet',
  wireless: 'wireless',
  virtual: 'virtual',
  any: 'any',
  other: 'ethernet',
}

interface InterfaceRowProps {
  readonly one: CaptureInterface
  readonly rates: readonly Rate[]
  readonly isChosen: boolean
  readonly onToggle: () => void
  /** Captures this one at once. */
  readonly onStart: () => void
  /** Something was mended. */
  readonly onMended: () => void
  /** Why it can't be captured is told elsewhere, for all at once. */
  readonly isToldElsewhere: boolean
}

/** An interface: who it is, what passes on it now, and, where it can't be captured, why and what to do. */
export function InterfaceRow({
  one,
  rates,
  isChosen,
  onToggle,
  onStart,
  onMended,
  isToldElsewhere,
}: InterfaceRowProps) {
  const { t } = useTranslation('live')
  const canCapture = one.engines.length > 0
  const addresses = one.addresses.join(', ')
  const why = isToldElsewhere ? null : one.why
  return (
    <li className={canCapture ? 'interface' : 'interface closed'}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a double click is a short cut; Enter in the box does the same */}
      <div className="interface-line" onDoubleClick={canCapture ? onStart : undefined}>
        <label>
          <input
            type="checkbox"
            checked={isChosen && canCapture}
            disabled={!canCapture}
            onChange={onToggle}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onStart()
            }}
          />
          <Icon name={ICONS[one.kind]} size={16} />
          <span className="interface-who">
            <span className="ellipsis">
              <strong className="mono">{one.name}</strong> <span className="muted">{kindWords(one)}</span>
            </span>
            {why === null ? (
              <span className="ellipsis muted mono" title={addresses}>
                {one.isUp
                  ? addresses || t(one.kind === 'any' ? 'interface.allUp' : 'interface.noAddress')
                  : t('interface.down')}
              </span>
            ) : (
              <span className="interface-why">
                {whyWords(why, one.fix)}
                {one.fix && gap() + fixWords(one.fix)}
              </span>
            )}
          </span>
        </label>
        {canCapture && <Traffic rates={rates} />}
      </div>
      {why !== null && one.fix && (
        <div className="interface-fix">
          <FixOffer fix={one.fix} onDone={onMended} hasText={false} />
        </div>
      )}
    </li>
  )
}

const WIDTH = 148
const HEIGHT = 22

function Traffic({ rates }: { readonly rates: readonly Rate[] }) {
  const { t } = useTranslation('live')
  const drawn = sparkline(rates, WIDTH, HEIGHT)
  const last = rates.at(-1)
  return (
    <span className="interface-traffic" role="img" aria-label={trafficWords(last) || t('interface.trafficUnknown')}>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="spark-base" />
        {drawn && (
          <>
            <path d={drawn.area} className="spark-area" />
            <path d={drawn.line} className="spark-line" />
          </>
        )}
      </svg>
      <span className="figures muted">{trafficWords(last)}</span>
    </span>
  )
}
