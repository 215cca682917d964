/**
 * Renderer <-> main. Every channel is declared here with the zod schemas of its arguments and result; preload exposes
 * exactly these, main registers exactly these, and both validate what crosses.
 */

import { z } from 'zod'
import { captureEngineSchema, captureSettingsSchema, fixSchema, interfacesSchema, REFUSALS } from './capture'
import { COMMAND_IDS } from './commands'
import { exportOrderSchema, saveSelectionSchema } from './engineProcess'
import { anonymisingSchema, PICTURE_BYTES_AT_MOST, PICTURE_TYPES } from './exports'
import { FILTER_LETTERS_MOST } from './filter'
import { FLOW_SORTS } from './flowList'
import { GRAPH_KINDS } from './graphs'
import {
  DENSITIES,
  DOCK_TABS,
  FIELD_TREES,
  FILTER_HISTORY_MOST,
  FIRST_LAYOUT,
  FIRST_PREFERENCES,
  LANGUAGES,
  SAVED_FILTERS_MOST,
  TIME_STYLES,
  ZOOMS,
} from './preferences'
import { TOGETHER_MOST } from './together'
import { toldSchema } from './told'
import { WIRESHARK_ENDS } from './wireshark'

export const recentFileSchema = z.object({ path: z.string(), name: z.string(), openedAt: z.number() })
export type RecentFile = z.infer<typeof recentFileSchema>

export const sampleSchema = z.object({
  /** File name below resources/samples. */
  file: z.string(),
  title: z.string(),
  /** One sentence: what it shows. */
  sentence: z.string(),
})
export type Sample = z.infer<typeof sampleSchema>

export const themeSchema = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof themeSchema>

const languageSchema = z.enum(LANGUAGES)
/** Preferences; what is missing or unknown takes its first value. */
export const preferencesSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).catch(FIRST_PREFERENCES.language),
  density: z.enum(DENSITIES).catch(FIRST_PREFERENCES.density),
  times: z.enum(TIME_STYLES).catch(FIRST_PREFERENCES.times),
  zoom: z.literal(ZOOMS).catch(FIRST_PREFERENCES.zoom),
  motion: z.enum(['system', 'reduced']).catch(FIRST_PREFERENCES.motion),
  notifications: z.boolean().catch(FIRST_PREFERENCES.notifications),
  samples: z.boolean().catch(FIRST_PREFERENCES.samples),
})

const part = z.number().min(0).max(1)
const filters = z.array(z.string().min(1).max(FILTER_LETTERS_MOST))

/** How the window was left; the same holds for what is missing. */
export const layoutSchema = z.object({
  flows: part.catch(FIRST_LAYOUT.flows),
  detail: part.catch(FIRST_LAYOUT.detail),
  verdict: part.nullable().catch(FIRST_LAYOUT.verdict),
  dock: part.catch(FIRST_LAYOUT.dock),
  isDockOpen: z.boolean().catch(FIRST_LAYOUT.isDockOpen),
  dockTab: z.enum(DOCK_TABS).catch(FIRST_LAYOUT.dockTab),
  fields: z.enum(FIELD_TREES).catch(FIRST_LAYOUT.fields),
  sort: z.enum(FLOW_SORTS).catch(FIRST_LAYOUT.sort),
  descending: z.boolean().catch(FIRST_LAYOUT.descending),
  hiddenColumns: z
    .array(z.string().max(64))
    .max(64)
    .readonly()
    .catch([...FIRST_LAYOUT.hiddenColumns]),
  filterHistory: filters.max(FILTER_HISTORY_MOST).readonly().catch([]),
  savedFilters: filters.max(SAVED_FILTERS_MOST).readonly().catch([]),
})

export const openResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), path: z.string() }),
  z.object({ ok: z.literal(false), reason: z.enum(['cancelled', 'unreadable']), message: toldSchema }),
])
export type OpenResult = z.infer<typeof openResultSchema>

export const startInfoSchema = z.object({
  version: z.string(),
  platform: z.string(),
  samples: z.array(sampleSchema),
  recent: z.array(recentFileSchema),
  theme: themeSchema,
  preferences: preferencesSchema,
  layout: layoutSchema,
  /** The language that these mean on this system. */
  language: languageSchema,
  /** With these a capture was started last; null: none was. */
  lastCapture: captureSettingsSchema.nullable(),
})
export type StartInfo = z.infer<typeof startInfoSchema>

/** A live capture, as the capture bar shows it. */
export const liveStatusSchema = z.object({
  /** `off`: none was started, or it was closed. `failed`: it ended unasked; `message` says why. */
  state: z.enum(['off', 'starting', 'capturing', 'stopping', 'stopped', 'failed']),
  settings: captureSettingsSchema.nullable(),
  engine: captureEngineSchema.nullable(),
  hasKernelTimes: z.boolean(),
  /** Milliseconds since 1970; null: not started, not ended. */
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  packets: z.number(),
  /** null: unknown to this engine. */
  dropped: z.number().nullable(),
  bytes: z.number(),
  /** The file being written, or written last. */
  file: z.string().nullable(),
  /** Saved under a name of the user's, or not yet: closing it then asks. */
  isSaved: z.boolean(),
  message: toldSchema,
  fix: fixSchema.nullable(),
})
export type LiveStatus = z.infer<typeof liveStatusSchema>

export const startResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.enum(REFUSALS), message: toldSchema, fix: fixSchema.nullable() }),
])
export type StartResult = z.infer<typeof startResultSchema>

/** A capture that was not closed by its user: the program, its computer or its disk ended first. */
export const recoverableSchema = z.object({
  id: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  interfaces: z.array(z.string()),
  bytes: z.number(),
  /** How it ended, as far as that is known; one sentence. */
  message: toldSchema,
})
export type Recoverable = z.infer<typeof recoverableSchema>

/** What an interface has carried since it came up, by its name. */
export const trafficSchema = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  interfaces: z.record(z.string(), z.object({ packets: z.number(), bytes: z.number() })),
})
export type Traffic = z.infer<typeof trafficSchema>

export const saveResultSchema = z.object({
  /** null: cancelled, or it failed: see `message`. */
  path: z.string().nullable(),
  /** One sentence; nothing when it was cancelled. */
  message: toldSchema,
})
export type SaveResult = z.infer<typeof saveResultSchema>

/** Captures that are read as one: each keeps a file open. */
export const PARTS_AT_MOST = 500

/** Renderer asks, main answers. */
export const invokeChannels = {
  'start:info': { args: z.tuple([]), result: startInfoSchema },
  /** Shows the system's file dialog, opens what was chosen. */
  'capture:choose': { args: z.tuple([]), result: openResultSchema },
  'capture:open': { args: z.tuple([z.string().min(1).max(4096)]), result: openResultSchema },
  /** Two captures of the same flows, one taken at each end. */
  'capture:openTwo': {
    args: z.tuple([z.string().min(1).max(4096), z.string().min(1).max(4096)]),
    result: openResultSchema,
  },
  /** Captures that are read as one, in order of time. */
  'capture:openAsOne': {
    args: z.tuple([z.array(z.string().min(1).max(4096)).min(2).max(PARTS_AT_MOST)]),
    result: openResultSchema,
  },
  'capture:openSample': { args: z.tuple([z.string().regex(/^[a-z0-9-]+\.pcapng$/)]), result: openResultSchema },
  /**
   * Back to the start page; ends the engine. A live capture that isn't saved is asked about first (save, discard,
   * cancel), as it is before anything else takes its place. false: it was kept, and stays open.
   */
  'capture:close': { args: z.tuple([]), result: z.boolean() },
  /** Stops reading; what was read stays. */
  'capture:cancel': { args: z.tuple([]), result: z.null() },
  /** After the engine died: a fresh one reads the same capture. */
  'capture:reopen': { args: z.tuple([]), result: openResultSchema },
  /** Asks where to, and writes packets of the open capture as pcapng. */
  'capture:save': {
    args: z.tuple([saveSelectionSchema, z.boolean(), anonymisingSchema.nullable()]),
    result: saveResultSchema,
  },
  /** Asks where to, and has the engine write a ladder, a list of flows or a report there. */
  'export:save': { args: z.tuple([exportOrderSchema]), result: saveResultSchema },
  /** Asks where to, and writes the ladder of flows, or the graph of one, there: a picture that the window made. */
  'export:picture': {
    args: z.tuple([
      z.array(z.int().nonnegative()).min(1).max(TOGETHER_MOST),
      z.instanceof(Uint8Array).refine(({ length }) => length <= PICTURE_BYTES_AT_MOST, 'The picture is too large.'),
      // Whether it shows other addresses.
      z.boolean(),
      // The graph that it shows, '': a ladder.
      z.enum(['', ...GRAPH_KINDS]),
      z.enum(PICTURE_TYPES),
    ]),
    result: saveResultSchema,
  },
  /** Calls off a file that is being written; one that is written by now stays. */
  'writing:cancel': { args: z.tuple([z.int().nonnegative()]), result: z.null() },
  'live:interfaces': { args: z.tuple([]), result: interfacesSchema },
  'live:traffic': { args: z.tuple([]), result: trafficSchema },
  /** The compiler's message about a capture filter; null: it is fine. */
  'live:check': {
    args: z.tuple([z.array(z.string().min(1).max(256)).min(1).max(16), z.string().max(8192)]),
    result: z.string().nullable(),
  },
  /** Starts a session; its engine's port arrives as with every capture. */
  'live:start': { args: z.tuple([captureSettingsSchema]), result: startResultSchema },
  'live:stop': { args: z.tuple([]), result: z.null() },
  /** A new session with the settings of the last. */
  'live:restart': { args: z.tuple([]), result: startResultSchema },
  'live:status': { args: z.tuple([]), result: liveStatusSchema },
  /** Carries out a one-click fix; a sentence says how that went. */
  'live:repair': { args: z.tuple([fixSchema.shape.id]), result: z.object({ ok: z.boolean(), message: toldSchema }) },
  /** Opens this host's sockets without capturing. */
  'live:sockets': { args: z.tuple([]), result: z.null() },
  'live:recoverable': { args: z.tuple([]), result: z.array(recoverableSchema) },
  'live:recover': { args: z.tuple([recoverableSchema.shape.id]), result: openResultSchema },
  'live:discard': { args: z.tuple([recoverableSchema.shape.id]), result: z.null() },
  'recent:clear': { args: z.tuple([]), result: z.null() },
  /** Takes the last clearing back. */
  'recent:restore': { args: z.tuple([]), result: z.null() },
  'theme:set': { args: z.tuple([themeSchema]), result: z.null() },
  /** Keeps them. @returns the language that they mean on this system. */
  'preferences:set': { args: z.tuple([preferencesSchema]), result: languageSchema },
  /** Keeps how the window is laid out. */
  'layout:set': { args: z.tuple([layoutSchema]), result: z.null() },
  /** Starts the process of Wireshark's dissectors, in place of one that runs; its port arrives by a window message. */
  'wireshark:start': { args: z.tuple([]), result: z.null() },
  'wireshark:stop': { args: z.tuple([]), result: z.null() },
  'clipboard:write': { args: z.tuple([z.string().max(10_000_000)]), result: z.null() },
} as const
export type InvokeChannel = keyof typeof invokeChannels
export type InvokeArguments<C extends InvokeChannel> = z.infer<(typeof invokeChannels)[C]['args']>
export type InvokeResult<C extends InvokeChannel> = z.infer<(typeof invokeChannels)[C]['result']>

/** Main tells the renderer. */
export const eventChannels = {
  /** A capture is being opened; the engine's MessagePort arrives with it (window message 'engine-port'). */
  'capture:opening': z.object({
    path: z.string(),
    name: z.string(),
    /** Name of the capture of the other end; null: one capture is opened. */
    other: z.string().nullable(),
    /** Paths of the captures that were chosen together, this one first; one: it was chosen alone. */
    files: z.array(z.string()),
    /** A capture being made, or this host's sockets. */
    isLive: z.boolean(),
  }),
  'live:status': liveStatusSchema,
  /** A capture that the system or the menu asked for could not be opened; a sentence says why and what to do. */
  'capture:refused': z.object({ message: toldSchema }),
  /** A file is being saved or exported for longer than a moment; `share` of it is there, 0 to 1. */
  'writing:progress': z.object({ id: z.int().nonnegative(), name: z.string(), share: z.number().min(0).max(1) }),
  /** It is over, however it went; `isCancelled`: it was called off. */
  'writing:ended': z.object({ id: z.int().nonnegative(), name: z.string(), isCancelled: z.boolean() }),
  /** The engine's process ended unasked. */
  'engine:gone': z.object({ reason: toldSchema, path: z.string() }),
  /** The process of Wireshark's dissectors ended unasked. */
  'wireshark:gone': z.object({ end: z.enum(WIRESHARK_ENDS) }),
  /** A menu entry or accelerator was used. */
  'menu:command': z.enum(COMMAND_IDS),
} as const
export type EventChannel = keyof typeof eventChannels
export type EventPayload<C extends EventChannel> = z.infer<(typeof eventChannels)[C]>

/** What preload puts on `window.lastack`. */
export interface LastackBridge {
  invoke<C extends InvokeChannel>(channel: C, ...args: InvokeArguments<C>): Promise<InvokeResult<C>>
  /** Returns a function that stops listening. */
  on<C extends EventChannel>(channel: C, listener: (payload: EventPayload<C>) => void): () => void
  /** Absolute path of a dropped file; '' where it has none. */
  pathOf(file: File): string
}
/** `data` of the window message that carries the engine's port (ports[0]); posted by preload to its own window. */
export const ENGINE_PORT_MESSAGE = 'lastack:engine-port'
/** The same for the port of the process of Wireshark's dissectors. */
export const WIRESHARK_PORT_MESSAGE = 'lastack:wireshark-port'
