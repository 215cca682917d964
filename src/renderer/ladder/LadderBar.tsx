import type { ReactNode } from 'react'
import { LADDER_LEVELS, type LadderLevel } from '../../contracts/ladder'
import { Icon } from '../ui/Icon'
import type { TimeAxis } from './zoom'

interface LadderBarProps {
  readonly level: LadderLevel
  readonly onLevel: (level: LadderLevel) => void
  readonly axis: TimeAxis
  readonly onAxis: (axis: TimeAxis) => void
  /** Stretches time drawn to scale: twice, or half. */
  readonly onStretch: (isIn: boolean) => void
  readonly children: ReactNode
}

const LEVELS: Readonly<Record<LadderLevel, { readonly name: string; readonly title: string }>> = {
  phases: { name: 'Phases', title: 'Handshake, data, idle time, close: the flow in a few rows' },
  exchanges: { name: 'Exchanges', title: 'A row for what is sent while one side speaks' },
  segments: { name: 'Segments', title: 'Every segment; runs of data fold' },
}
const AXES: Readonly<Record<TimeAxis, { readonly name: string; readonly title: string }>> = {
  rows: { name: 'By row', title: 'Every row has the same height' },
  scale: { name: 'To scale', title: 'Rows stand at their time, arrows lean by the time under way, silence is folded' },
}

/** How the ladder is looked at: how closely, and how time runs down it. */
export function LadderBar({ level, onLevel, axis, onAxis, onStretch, children }: LadderBarProps) {
  return (
    <div className="ladder-bar">
      <fieldset className="segmented" aria-label="Level of detail">
        {LADDER_LEVELS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={level === name}
            title={`${LEVELS[name].title} (keys − and +)`}
            onClick={() => onLevel(name)}
          >
            {LEVELS[name].name}
          </button>
        ))}
      </fieldset>
      <fieldset className="segmented" aria-label="Time axis">
        {(['rows', 'scale'] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={axis === name}
            title={`${AXES[name].title} (key T)`}
            onClick={() => onAxis(name)}
          >
            {AXES[name].name}
          </button>
        ))}
      </fieldset>
      {axis === 'scale' && (
        <span className="ladder-stretch">
          <button
            type="button"
            className="button quiet icon small"
            aria-label="Compress time"
            title="Compress time (Shift Z)"
            onClick={() => onStretch(false)}
          >
            <Icon name="minus" size={12} />
          </button>
          <button
            type="button"
            className="button quiet icon small"
            aria-label="Stretch time"
            title="Stretch time (Z)"
            onClick={() => onStretch(true)}
          >
            <Icon name="plus" size={12} />
          </button>
        </span>
      )}
      {children}
    </div>
  )
}
