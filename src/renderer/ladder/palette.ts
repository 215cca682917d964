import { STATE_NAMES, type StateName } from '../../contracts/names'
import { stateToken } from '../ui/StateChip'

export interface StateColours {
  readonly fill: string
  readonly ink: string
  readonly edge: string
}

/** The theme's colours, as the canvas needs them. */
export interface Palette {
  readonly panel: string
  readonly raised: string
  readonly line: string
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly accentSoft: string
  readonly accentFaint: string
  readonly onAccent: string
  readonly note: string
  readonly warning: string
  readonly stuck: string
  readonly opening: string
  readonly closing: string
  readonly reset: string
  readonly states: Readonly<Record<StateName, StateColours>>
}

/** Reads the colours that the page's stylesheet gives `element`. Call again when the theme changes. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const colour = (token: string) => style.getPropertyValue(`--${token}`).trim()
  const stateColours = (state: StateName): StateColours => {
    const token = stateToken(state)
    return { fill: colour(`${token}-fill`), ink: colour(`${token}-ink`), edge: colour(`${token}-edge`) }
  }
  return {
    panel: colour('panel'),
    raised: colour('raised'),
    line: colour('line'),
    text: colour('text'),
    muted: colour('muted'),
    accent: colour('accent'),
    accentSoft: colour('accent-soft'),
    accentFaint: colour('accent-faint'),
    onAccent: colour('on-accent'),
    note: colour('note'),
    warning: colour('warning'),
    stuck: colour('stuck'),
    opening: colour('syn-sent-edge'),
    closing: colour('fin-wait-1-edge'),
    reset: colour('reset-edge'),
    states: Object.fromEntries(STATE_NAMES.map((state) => [state, stateColours(state)])) as Record<
      StateName,
      StateColours
    >,
  }
}
