import { useSession, useSessionState } from '../app/context'
import { NO_FILTER } from '../app/state'
import { ExportMenu } from './ExportMenu'

/** The flow list, whole or as it is filtered, and the report on the capture. */
export function FlowsExportMenu() {
  const { exports } = useSession()
  const filter = useSessionState((state) => state.view.filter)
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER)
  const impossible = isFiltered ? undefined : 'no search or filter is set'
  return (
    <ExportMenu
      label="Export flows or a report"
      groups={[
        {
          title: 'Flows',
          items: [
            { words: 'All as CSV table…', act: () => void exports.flows('csv', NO_FILTER) },
            { words: 'All as JSON Lines…', act: () => void exports.flows('json', NO_FILTER) },
            { words: 'Filtered as CSV table…', impossible, act: () => void exports.flows('csv', filter) },
            { words: 'Filtered as JSON Lines…', impossible, act: () => void exports.flows('json', filter) },
          ],
        },
        {
          title: 'Whole capture',
          items: [
            {
              words: 'Report as HTML page…',
              hint: 'verdicts, evidence and ladders; opens anywhere',
              act: () => void exports.report(),
            },
          ],
        },
      ]}
    />
  )
}
