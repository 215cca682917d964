import { useTranslation } from 'react-i18next'
import { COMMAND_IDS, type CommandId, KEY_PLACES } from '../../contracts/commands'
import { keyWords } from './commands/keys'
import { keysOf } from './commands/registry'
import { useSessionState } from './context'
import { Dialog } from './Dialog'

const withKeys = COMMAND_IDS.filter((id) => keysOf(id).keys.length > 0)

/** All keys at a glance. */
export function KeysDialog() {
  const { t } = useTranslation(['app', 'commands'])
  return (
    <Dialog title={t('keys.title')} className="keys">
      <div className="keys-body">
        {KEY_PLACES.map((place) => (
          <section key={place}>
            <h3 className="label">{t(`commands:places.${place}`)}</h3>
            <dl>
              {withKeys
                .filter((id) => keysOf(id).place === place)
                .map((id) => (
                  <div key={id}>
                    <dt>{t(`commands:names.${id}`).replace('…', '')}</dt>
                    <Keys id={id} />
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Keys({ id }: { readonly id: CommandId }) {
  const isMac = useSessionState((state) => state.info?.platform === 'darwin')
  return (
    <dd>
      {keysOf(id).keys.map((key) => (
        <kbd key={key}>{keyWords(key, isMac)}</kbd>
      ))}
    </dd>
  )
}
