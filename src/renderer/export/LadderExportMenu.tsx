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
  const { exports } = useSession()
  const half = PICTURE_ROWS_AT_MOST / 2
  const painted = rows > PICTURE_ROWS_AT_MOST ? `its first and last ${half} of ${formatCount(rows)} rows` : undefined
  return (
    <ExportMenu
      label="Export the ladder"
      groups={[
        {
          title: 'Whole ladder to a file',
          items: [
            { words: 'SVG picture…', act: () => void exports.ladder(view, 'svg') },
            { words: 'PNG picture…', hint: painted, act: () => void exports.picture(view) },
            { words: 'Plain text…', act: () => void exports.ladder(view, 'text') },
            { words: 'Mermaid diagram…', act: () => void exports.ladder(view, 'mermaid') },
          ],
        },
        {
          title: 'Whole ladder to the clipboard',
          items: [
            { words: 'Copy as text', act: () => void exports.copy(view, 'text') },
            { words: 'Copy as Mermaid diagram', act: () => void exports.copy(view, 'mermaid') },
          ],
        },
      ]}
    />
  )
}
