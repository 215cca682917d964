import { useTranslation } from 'react-i18next'
import { Splitter } from '../ui/Splitter'
import { Explain } from './Explain'
import { explainMode, useExplainMode } from './mode'
import { type ExplainRoom, explainWidth, LEAST_EXPLAIN } from './room'

interface ExplainSlotProps {
  readonly room: ExplainRoom
  /** Width of the workspace, and of what other panes leave of it. */
  readonly total: number
  readonly most: number
  /** Panes stand one below the other: it takes the whole width, and the height that it needs. */
  readonly isStacked: boolean
}

/** Explain mode's place in the workspace, with the splitter before it; nothing while it is closed. */
export function ExplainSlot({ room, total, most, isStacked }: ExplainSlotProps) {
  const { t } = useTranslation('explain')
  const part = useExplainMode((mode) => mode.width)
  if (room.place === 'none') return null
  const width = explainWidth(room.place, total, part, most)
  return (
    <>
      <Splitter
        orientation="vertical"
        label={t('width')}
        value={width}
        min={LEAST_EXPLAIN}
        max={Math.max(LEAST_EXPLAIN, most)}
        reverse
        onChange={(value) => explainMode.set({ width: value / total })}
      />
      <div className="pane-slot" style={isStacked ? undefined : { width }}>
        <Explain />
      </div>
    </>
  )
}
