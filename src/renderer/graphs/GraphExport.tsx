import { useTranslation } from 'react-i18next'
import type { Graph } from '../../contracts/graphs'
import { useSession } from '../app/context'
import { ExportMenu } from '../export/ExportMenu'
import { pngOf } from '../export/picture'
import { i18n } from '../i18n/i18n'
import { SaidError } from '../i18n/saidError'

/** The graph as it is painted, and all its points as a table. */
export function GraphExport({ graph }: { readonly graph: Graph }) {
  const { t } = useTranslation('graphs')
  const { exports } = useSession()
  const { flow, kind, direction } = graph
  return (
    <ExportMenu
      label={t('export.label')}
      groups={[
        {
          title: t('export.title'),
          items: [
            { words: t('export.png'), act: () => void exports.graphPicture(flow, kind, painted) },
            { words: t('export.csv'), act: () => void exports.graph({ flow, kind, direction, format: 'csv' }) },
          ],
        },
      ]}
    />
  )
}

async function painted(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.querySelector<HTMLCanvasElement>('.graph-canvas')
  if (!canvas) throw new SaidError(() => i18n.t('export:notice.flowGone'))
  return pngOf(canvas)
}
