/** What the window knows. Flows, rows and segments aren't here: they stay with the engine and are asked for. */
import { type Assumptions, GUESSED } from '../../contracts/assumptions'
import type { FlowFilter, FlowSort } from '../../contracts/flowList'
import type { EventPayload, LiveStatus, StartInfo, Theme } from '../../contracts/ipc'
import type { StateName } from '../../contracts/names'
import {
  FIRST_LAYOUT,
  FIRST_PREFERENCES,
  type Language,
  type Layout,
  type Preferences,
} from '../../contracts/preferences'
import type { SocketSort } from '../../contracts/sockets'
import type { CaptureSummary } from '../../contracts/summary'
import { NOTHING_TOLD, type Told } from '../../contracts/told'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import type { EngineClient } from './engineClient'

/** `other`: name of the capture of the other end; null: one capture is open. */
export interface OpenedCapture {
  readonly path: string
  readonly name: string
  readonly other: string | null
  /** Paths of the captures that were chosen together; one: it was chosen alone. */
  readonly files: readonly string[]
  /** A capture being made, or this host's sockets. */
  readonly isLive: boolean
}

/** What a live session shows: flows on the wire, the kernel's sockets, or what lingers in TIME_WAIT. */
export const LIVE_VIEWS = ['flows', 'sockets', 'timeWaits'] as const
export type LiveView = (typeof LIVE_VIEWS)[number]

/** No live capture was started. */
export const LIVE_OFF: LiveStatus = {
  state: 'off',
  settings: null,
  engine: null,
  hasKernelTimes: false,
  startedAt: null,
  endedAt: null,
  packets: 0,
  dropped: null,
  bytes: 0,
  file: null,
  isSaved: false,
  message: NOTHING_TOLD,
  fix: null,
}

/** How the list of sockets is sorted and filtered. */
export interface SocketView {
  readonly sort: SocketSort
  readonly descending: boolean
  readonly text: string
  readonly state: StateName | null
  /** Key of the selected socket. */
  readonly selected: string | null
}

/** Words of the window that are made when they are shown: in the language of that moment. */
export type Words = () => string

/** Something that went wrong, or well, as the user reads it. */
export interface Notice {
  readonly tone: 'stuck' | 'ok'
  readonly title: Words
  readonly detail: Words
  /** Takes back what the notice tells. */
  readonly undo?: () => void
}

/** How far a file is that is being saved or exported. */
export type FileWriting = EventPayload<'writing:progress'>

/** A dialog of the whole window. */
export type DialogName = 'keys' | 'palette' | 'preferences'

/** How the flow list is sorted and filtered. */
export interface FlowView {
  readonly sort: FlowSort
  readonly descending: boolean
  readonly filter: Required<FlowFilter>
}

/** A frame that the ladder is asked to show; a new object for every wish. */
export interface FrameTarget {
  readonly frame: FrameNumber
  /** The segment that is selected where the frame's row holds several; null: the row's first. */
  readonly segment: SegmentIndex | null
}

export interface SessionState {
  readonly info: StartInfo | null
  readonly theme: Theme
  readonly preferences: Preferences
  readonly language: Language
  readonly layout: Layout
  readonly capture: OpenedCapture | null
  readonly client: EngineClient | null
  readonly summary: CaptureSummary | null
  /** Grows when what the engine knows has changed enough to ask again. */
  readonly generation: number
  readonly notice: Notice | null
  /** Files that are being saved or exported for longer than a moment, the one begun first at the head. */
  readonly writings: readonly FileWriting[]
  /** The engine's process ended unasked. */
  readonly gone: { readonly reason: Told; readonly path: string } | null
  /** The banner about a damaged capture was read and put away. */
  readonly problemSeen: boolean
  readonly view: FlowView
  readonly flow: FlowId | null
  /** The flow was chosen, not only shown for want of a choice. */
  readonly flowChosen: boolean
  /** Flows that the ladder shows together, `flow` among them, in the order they were chosen; none: it shows `flow` alone. */
  readonly together: readonly FlowId[]
  /** Flows that were to be shown together, with those for which a ladder has no room. */
  readonly togetherAsked: number
  readonly segment: SegmentIndex | null
  readonly target: FrameTarget | null
  /** Whose timers the engine assumes. */
  readonly assumptions: Assumptions
  readonly dialog: DialogName | null
  /** The live capture, whichever window part asks. */
  readonly live: LiveStatus
  readonly liveView: LiveView
  readonly sockets: SocketView
}

export const NO_FILTER: Required<FlowFilter> = {
  expression: '',
  text: '',
  severity: null,
  state: null,
  outcome: null,
  timeRange: null,
}

/** Whether two filters let the same flows pass. */
export function sameFilter(one: FlowFilter, other: FlowFilter): boolean {
  return JSON.stringify({ ...NO_FILTER, ...one }) === JSON.stringify({ ...NO_FILTER, ...other })
}

/** A list is sorted as the last one was. */
export const firstView = ({ sort, descending }: Layout): FlowView => ({ sort, descending, filter: NO_FILTER })

/** Disagreements first: where kernel and wire differ is what one came for. */
const FIRST_SOCKETS: SocketView = { sort: 'disagreement', descending: true, text: '', state: null, selected: null }

/** What is known while no capture is open. */
export const NO_CAPTURE = {
  capture: null,
  client: null,
  summary: null,
  generation: 0,
  gone: null,
  problemSeen: false,
  flow: null,
  flowChosen: false,
  together: [],
  togetherAsked: 0,
  segment: null,
  target: null,
  assumptions: GUESSED,
  liveView: 'flows',
  sockets: FIRST_SOCKETS,
} satisfies Partial<SessionState>

export const FIRST_STATE: SessionState = {
  ...NO_CAPTURE,
  view: firstView(FIRST_LAYOUT),
  info: null,
  theme: 'system',
  preferences: FIRST_PREFERENCES,
  language: 'en',
  layout: FIRST_LAYOUT,
  notice: null,
  writings: [],
  dialog: null,
  live: LIVE_OFF,
}
