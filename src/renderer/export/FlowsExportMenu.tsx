import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import { NO_FILTER } from '../app/state'
import { ExportMenu } from './ExportMenu'

/** The flow list, whole or as it is filtered, and the report on the capture. */
export function FlowsExportMenu() {
  const { t } = useTranslation('export')
  const { exports } = useSession()
  const filter = useSessionState((state) => state.view.filter)
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER)
  const impossible = isFiltered ? undefined : t('flows.unfiltered')
  return (
    <ExportMenu
      label={t('flows.label')}
      groups={[
        {
          title: t('flows.title'),
          items: [
            { words: t('flows.allCsv'), act: () => void exports.flows('csv', NO_FILTER) },
            { words: t('flows.allJson'), act: () => void exports.flows('json', NO_FILTER) },
            { words: t('flows.filteredCsv'), impossible, act: () => void exports.flows('csv', filter) },
            { words: t('flows.filteredJson'), impossible, act: () => void exports.flows('json', filter) },
          ],
        },
        {
          title: t('capture.title'),
          items: [
            {
              words: t('capture.report'),
              hint: t('capture.reportHint'),
              act: () => void exports.report(),
            },
          ],
        },
      ]}
    />
  )
}
