import { useTranslation } from 'react-i18next'
import { useSession } from '../app/context'
import { formatCount } from '../ui/format'
import { ExportMenu } from './ExportMenu'
import type { LadderView } from './exportControl'
import { PICTURE_ROWS_AT_MOST } from './picture'

interface LadderExportMenuProps {
  readonly view: LadderView
  /** Rows of the whole ladder. */
  readonly rows: number
}

/** The whole ladder, not what is on screen, in every format. */
export function LadderExportMenu({ view, rows }: LadderExportMenuProps) {
  const { t } = useTranslation('export')
  const { exports } = useSession()
  const half = PICTURE_ROWS_AT_MOST / 2
  const painted = rows > PICTURE_ROWS_AT_MOST ? t('ladder.painted', { half, rows: formatCount(rows) }) : undefined
  return (
    <ExportMenu
      label={t('ladder.label')}
      groups={[
        {
          title: t('ladder.toFile'),
          items: [
            { words: t('ladder.svg'), act: () => void exports.ladder(view, 'svg') },
            { words: t('ladder.png'), hint: painted, act: () => void exports.picture(view) },
            { words: t('ladder.text'), act: () => void exports.ladder(view, 'text') },
            { words: t('ladder.mermaid'), act: () => void exports.ladder(view, 'mermaid') },
          ],
        },
        {
          title: t('ladder.toClipboard'),
          items: [
            { words: t('ladder.copyText'), act: () => void exports.copy(view, 'text') },
            { words: t('ladder.copyMermaid'), act: () => void exports.copy(view, 'mermaid') },
          ],
        },
      ]}
    />
  )
}
