import './liveStart.css'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interfaces } from '../../contracts/capture'
import type { StartResult } from '../../contracts/ipc'
import { useSession, useSessionState } from '../app/context'
import { CaptureOptions } from './CaptureOptions'
import { useFilterCheck } from './FilterField'
import { FixOffer } from './FixOffer'
import { InterfaceRow } from './InterfaceRow'
import { inOrder, sharedTrouble, type Trouble } from './interfaceWords'
import { FIRST_OPTIONS, type CaptureOptions as Options, optionsOf, settingsOf } from './options'
import { ofAll } from './sparkline'
import { refusalText, whyWords } from './troubleWords'
import { useInterfaces, useTraffic } from './useInterfaces'

/** The second way in: packets of this computer, as they come. */
export function LiveStart() {
  const { t } = useTranslation('live')
  const session = useSession()
  const { known, error, refresh } = useInterfaces()
  return (
    <section className="live-start" aria-label={t('start.title')}>
      <h2>
        {t('start.title')} <span className="muted">{t('start.where')}</span>
      </h2>
      {error !== null ? (
        <div className="live-note" role="alert">
          <strong>{t('start.notListed')}</strong>
          <p>{error}</p>
          <button type="button" className="button small" onClick={refresh}>
            {t('tryAgain')}
          </button>
        </div>
      ) : known === null ? (
        <p className="live-note muted" role="status">
          {t('start.looking')}
        </p>
      ) : (
        <Choice known={known} onRefresh={refresh} />
      )}
      <p className="live-sockets">
        <button type="button" className="link" onClick={() => void session.live.openSockets()}>
          {t('start.sockets')}
        </button>
        <span className="muted">{t('start.socketsWhat')}</span>
      </p>
    </section>
  )
}

type Refusal = Extract<StartResult, { ok: false }>

function Choice({ known, onRefresh }: { readonly known: Interfaces; readonly onRefresh: () => void }) {
  const { t } = useTranslation('live')
  const session = useSession()
  const history = useTraffic()
  const last = useSessionState((state) => state.info?.lastCapture ?? null)
  const [chosen, setChosen] = useState<readonly string[]>(last?.interfaces ?? [])
  const [options, setOptions] = useState<Options>(() => (last ? optionsOf(last, known.engines) : FIRST_OPTIONS))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isStarting, setIsStarting] = useState(false)
  // Put in order once the first rates are there; afterwards rows keep their places under the mouse.
  const isMeasured = history.size > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: ordered when first measured, not each second
  const rows = useMemo(() => inOrder(known.interfaces, history), [known, isMeasured])
  const usable = rows.filter(({ engines }) => engines.length > 0)
  const hasNoEngine = known.engines.every(({ isUsable }) => !isUsable)
  const shared = hasNoEngine ? sharedTrouble(known.interfaces) : null
  const ready = chosen.filter((name) => usable.some((one) => one.name === name))
  const filterMessage = useFilterCheck(
    ready.length > 0 ? ready : usable.slice(0, 1).map(({ name }) => name),
    options.filter,
  )
  const settings = settingsOf(ready, options)

  const start = async (interfaces: readonly string[]) => {
    const wanted = settingsOf(interfaces, options)
    if (wanted === null || isStarting) return
    setIsStarting(true)
    setRefusal(null)
    const result = await session.live.start(wanted).finally(() => setIsStarting(false))
    if (!result.ok) setRefusal(result)
  }
  const toggle = (name: string) =>
    setChosen((before) => (before.includes(name) ? before.filter((other) => other !== name) : [...before, name]))

  return (
    <>
      {hasNoEngine && <NoEngine known={known} trouble={shared} onRefresh={onRefresh} />}
      {rows.length === 0 ? (
        !hasNoEngine && (
          <div className="live-note">
            <strong>{t('start.none')}</strong>
            <p>{t('start.noneWhy')}</p>
            <button type="button" className="button small" onClick={onRefresh}>
              {t('lookAgain')}
            </button>
          </div>
        )
      ) : (
        <ul className="interfaces" id="live-interfaces" aria-label={t('start.interfaces')} tabIndex={-1}>
          {rows.map((one) => (
            <InterfaceRow
              key={one.name}
              one={one}
              rates={history.get(one.name) ?? (one.kind === 'any' ? ofAll(history) : [])}
              isChosen={chosen.includes(one.name)}
              onToggle={() => toggle(one.name)}
              onStart={() => void start(ready.includes(one.name) ? ready : [one.name])}
              onMended={onRefresh}
              isToldElsewhere={shared !== null && one.why === shared.why}
            />
          ))}
        </ul>
      )}
      {usable.length > 0 && (
        <>
          <CaptureOptions
            options={options}
            engines={known.engines}
            usual={(usable.find(({ name }) => ready.includes(name)) ?? usable[0])?.engines[0] ?? null}
            filterMessage={filterMessage}
            onChange={(change) => setOptions((before) => ({ ...before, ...change }))}
            onEnter={() => void start(ready)}
          />
          <div className="live-go">
            <button
              type="button"
              className="button primary large"
              disabled={settings === null || filterMessage !== null || isStarting}
              onClick={() => void start(ready)}
            >
              {t(isStarting ? 'start.starting' : 'start.start')}
            </button>
            <span className="muted">
              {ready.length === 0 ? t('start.choose') : t('start.on', { interfaces: ready.join(', ') })}
            </span>
          </div>
        </>
      )}
      {refusal && (
        <div className="live-refusal" role="alert">
          <strong>{t('notStarted')}</strong>
          <p>{refusalText(refusal)}</p>
          {refusal.fix && <FixOffer fix={refusal.fix} onDone={onRefresh} />}
        </div>
      )}
    </>
  )
}

interface NoEngineProps {
  readonly known: Interfaces
  /** What keeps all interfaces from being captured; null: each says its own. */
  readonly trouble: Trouble | null
  readonly onRefresh: () => void
}

/** Nothing here can capture: why, once, what to do, and each engine's reason. */
function NoEngine({ known, trouble, onRefresh }: NoEngineProps) {
  const { t } = useTranslation('live')
  return (
    <div className="live-refusal" role="status">
      <strong>{trouble ? whyWords(trouble.why, trouble.fix) : t('start.noEngine')}</strong>
      {trouble?.fix && <FixOffer fix={trouble.fix} onDone={onRefresh} />}
      {known.engines
        .filter(({ why }) => why === null || !trouble?.why.includes(why))
        .map(({ engine, why }) => (
          <p key={engine} className="muted">
            <span className="mono">{engine}</span>
            {t('start.engineWhy', { why: why ?? t('start.unusable') })}
          </p>
        ))}
      <p className="muted">{t('start.savedOpen')}</p>
      <button type="button" className="button small" onClick={onRefresh}>
        {t('lookAgain')}
      </button>
    </div>
  )
}
