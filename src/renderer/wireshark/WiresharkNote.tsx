import { useTranslation } from 'react-i18next'
import { useSession } from '../app/context'
import { useStore } from '../app/store'

/** Stands where the fields will be: what is being done, with a way out, or what went wrong, and what to do. */
export function WiresharkNote({ error }: { readonly error: string | null }) {
  const { t } = useTranslation('wireshark')
  const session = useSession()
  const { phase, step, failure } = useStore(session.wireshark.store, (state) => state)
  const leave = () => {
    session.wireshark.cancel()
    session.settings.arrange({ fields: 'lastack' })
  }
  if (error !== null || failure !== null)
    return (
      <div className="pane-note wireshark-note" role="alert">
        <strong>{t(failure === null ? 'unread' : `failed.${failure}`)}</strong>
        <p>{failure === null ? error : t('apart')}</p>
        <div className="wireshark-ways">
          {failure !== null && (
            <button type="button" className="button" onClick={() => session.wireshark.again()}>
              {t('again')}
            </button>
          )}
          <button type="button" className="button" onClick={leave}>
            {t('leave')}
          </button>
        </div>
      </div>
    )
  return (
    <div className="pane-note wireshark-note">
      <strong role="status">{t(phase === 'ready' || step === 'ready' ? 'steps.flow' : `steps.${step}`)}</strong>
      <p>{t('first')}</p>
      <div className="wireshark-ways">
        <button type="button" className="button" onClick={leave}>
          {t('cancel')}
        </button>
      </div>
    </div>
  )
}
