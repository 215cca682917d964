import { useTranslation } from 'react-i18next'
import type { Graph } from '../../contracts/graphs'
import { useSession, useSessionState } from '../app/context'
import { ExportMenu } from '../export/ExportMenu'
import { pngOf } from '../export/picture'
import { i18n } from '../i18n/i18n'
import { SaidError } from '../i18n/saidError'
import { readInks } from './looks'
import { graphSvg, SVG_SIZE } from './svg'

/** The graph as it is painted, all of it as vectors, and all its points as a table. */
export function GraphExport({ graph }: { readonly graph: Graph }) {
  const { t } = useTranslation('graphs')
  const { exports } = useSession()
  const client = useSessionState((state) => state.client)
  const { flow, kind, direction } = graph
  const whole = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const asked = { flow, kind, direction, width: SVG_SIZE.width }
    const found = (await client?.query('graph', asked)) ?? null
    if (found === null) throw new SaidError(() => i18n.t('export:notice.flowGone'))
    return new TextEncoder().encode(graphSvg(found, readInks(document.documentElement)))
  }
  return (
    <ExportMenu
      label={t('export.label')}
      groups={[
        {
          title: t('export.title'),
          items: [
            { words: t('export.png'), act: () => void exports.graphPicture(graph, 'png', painted) },
            { words: t('export.svg'), act: () => void exports.graphPicture(graph, 'svg', whole) },
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
