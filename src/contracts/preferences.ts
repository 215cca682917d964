/** What the user may choose about the window; main keeps it between runs. Checked by the schemas of ipc.ts. */
import type { FlowSort } from './flowList'

/** Languages that the program speaks, as BCP 47 tags. */
export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** Rows of the flow list: two lines of 44 px, or one of 28. */
export const DENSITIES = ['roomy', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

/** Times since a start, or of day: in UTC, or by this computer's zone. */
export const TIME_STYLES = ['relative', 'utc', 'local'] as const
export type TimeStyle = (typeof TIME_STYLES)[number]

/** Sizes of everything in the window, in percent. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const
export type Zoom = (typeof ZOOMS)[number]

/** The size beside `zoom`; the same at the end. */
export function zoomBeside(zoom: Zoom, isLarger: boolean): Zoom {
  return ZOOMS[ZOOMS.indexOf(zoom) + (isLarger ? 1 : -1)] ?? zoom
}

export interface Preferences {
  /** `system`: that of the system where the program speaks it, else English. */
  readonly language: Language | 'system'
  readonly density: Density
  readonly times: TimeStyle
  readonly zoom: Zoom
  /** `system`: moves unless the system asks for reduced motion; `reduced`: never. */
  readonly motion: 'system' | 'reduced'
  /** The system tells of long work that ended while the window was out of sight. */
  readonly notifications: boolean
  /** Samples are listed on the start page. */
  readonly samples: boolean
}

export const FIRST_PREFERENCES: Preferences = {
  language: 'system',
  density: 'roomy',
  times: 'relative',
  zoom: 100,
  motion: 'system',
  notifications: true,
  samples: true,
}

/** What the pane under the ladder shows of the selected flow. */
export const DOCK_TABS = ['sequence', 'roundTrip', 'window', 'throughput', 'follow'] as const
export type DockTab = (typeof DOCK_TABS)[number]

/** Whose fields the segment pane shows: the program's own, or those of Wireshark's dissectors. */
export const FIELD_TREES = ['lastack', 'wireshark'] as const
export type FieldTreeKind = (typeof FIELD_TREES)[number]

/** How the window was left: what is restored without being a choice of principle. */
export interface Layout {
  /** Parts of the width of the panes, 0 to 1. */
  readonly flows: number
  readonly detail: number
  /** Part of the height; null: by itself. */
  readonly verdict: number | null
  /** Part of the height that the pane under the ladder takes while it is open. */
  readonly dock: number
  readonly isDockOpen: boolean
  readonly dockTab: DockTab
  readonly fields: FieldTreeKind
  readonly sort: FlowSort
  readonly descending: boolean
  /** Columns of the flow list that the user took away, by id. */
  readonly hiddenColumns: readonly string[]
  /** Display filters that were used last, the latest first, and those that the user keeps. */
  readonly filterHistory: readonly string[]
  readonly savedFilters: readonly string[]
}

/** Filters remembered by themselves, and kept by choice, at most. */
export const FILTER_HISTORY_MOST = 20
export const SAVED_FILTERS_MOST = 100

/** The list's worst first: what is stuck is what one came for. */
export const FIRST_LAYOUT: Layout = {
  flows: 0.343,
  detail: 0.238,
  verdict: null,
  dock: 0.48,
  isDockOpen: false,
  dockTab: 'sequence',
  fields: 'lastack',
  sort: 'verdict',
  descending: true,
  hiddenColumns: [],
  filterHistory: [],
  savedFilters: [],
}
