import './preferences.css'
import { useTranslation } from 'react-i18next'
import { DENSITIES, LANGUAGES, TIME_STYLES, ZOOMS, type Zoom } from '../../../contracts/preferences'
import { KeyName } from '../commands/KeyName'
import { useSession, useSessionState } from '../context'
import { Dialog } from '../Dialog'
import { Check, Choice } from './Choice'
import { ColumnChoice } from './ColumnChoice'

/** What the user may choose; every choice holds at once. */
export function PreferencesDialog() {
  const { t } = useTranslation('app')
  const session = useSession()
  const preferences = useSessionState((state) => state.preferences)
  const theme = useSessionState((state) => state.theme)
  return (
    <Dialog title={t('preferences.title')} className="preferences">
      <div className="preferences-body">
        <Choice
          label={t('preferences.language')}
          value={preferences.language}
          options={(['system', ...LANGUAGES] as const).map((value) => ({
            value,
            words: t(`preferences.languages.${value}`),
          }))}
          onChange={(language) => void session.settings.prefer({ language })}
        />
        <Choice
          label={t('preferences.theme')}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            words: t(`preferences.themes.${value}`),
          }))}
          onChange={(value) => session.settings.setTheme(value)}
        />
        <div className="preference">
          <label htmlFor="preference-zoom">{t('preferences.zoom')}</label>
          <span>
            <select
              id="preference-zoom"
              className="figures"
              value={preferences.zoom}
              onChange={(event) => void session.settings.prefer({ zoom: Number(event.target.value) as Zoom })}
            >
              {ZOOMS.map((percent) => (
                <option key={percent} value={percent}>
                  {t('preferences.percent', { percent })}
                </option>
              ))}
            </select>
            <KeyName id="zoomOut" /> <KeyName id="zoomIn" /> <KeyName id="zoomReset" />
          </span>
        </div>
        <Choice
          label={t('preferences.density')}
          value={preferences.density}
          options={DENSITIES.map((value) => ({ value, words: t(`preferences.densities.${value}`) }))}
          onChange={(density) => void session.settings.prefer({ density })}
        />
        <ColumnChoice />
        <Choice
          label={t('preferences.times')}
          value={preferences.times}
          options={TIME_STYLES.map((value) => ({ value, words: t(`preferences.timeStyles.${value}`) }))}
          onChange={(times) => void session.settings.prefer({ times })}
        />
        <Choice
          label={t('preferences.motion')}
          value={preferences.motion}
          options={(['system', 'reduced'] as const).map((value) => ({
            value,
            words: t(`preferences.motions.${value}`),
          }))}
          onChange={(motion) => void session.settings.prefer({ motion })}
        />
        <Check
          words={t('preferences.notifications')}
          isChecked={preferences.notifications}
          onChange={(notifications) => void session.settings.prefer({ notifications })}
        />
        <Check
          words={t('preferences.samples')}
          isChecked={preferences.samples}
          onChange={(samples) => void session.settings.prefer({ samples })}
        />
        <p className="muted">{t('preferences.kept')}</p>
      </div>
    </Dialog>
  )
}
