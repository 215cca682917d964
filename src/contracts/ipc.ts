/**
 * Renderer <-> main. Every channel is declared here with the zod schemas of its arguments and result; preload exposes
 * exactly these, main registers exactly these, and both validate what crosses.
 */
import { z } from 'zod'

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

export const openResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), path: z.string() }),
  z.object({ ok: z.literal(false), reason: z.enum(['cancelled', 'unreadable']), message: z.string() }),
])
export type OpenResult = z.infer<typeof openResultSchema>

export const startInfoSchema = z.object({
  version: z.string(),
  platform: z.string(),
  samples: z.array(sampleSchema),
  recent: z.array(recentFileSchema),
  theme: themeSchema,
})
export type StartInfo = z.infer<typeof startInfoSchema>

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
  'capture:openSample': { args: z.tuple([z.string().regex(/^[a-z0-9-]+\.pcapng$/)]), result: openResultSchema },
  /** Back to the start page; ends the engine. */
  'capture:close': { args: z.tuple([]), result: z.null() },
  /** Stops reading; what was read stays. */
  'capture:cancel': { args: z.tuple([]), result: z.null() },
  /** After the engine died: a fresh one reads the same capture. */
  'capture:reopen': { args: z.tuple([]), result: openResultSchema },
  'recent:clear': { args: z.tuple([]), result: z.null() },
  'theme:set': { args: z.tuple([themeSchema]), result: z.null() },
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
  }),
  /** A capture that the system or the menu asked for could not be opened; a sentence says why and what to do. */
  'capture:refused': z.object({ message: z.string() }),
  /** The engine's process ended unasked. */
  'engine:gone': z.object({ reason: z.string(), path: z.string() }),
  /** A menu entry or accelerator was used. */
  'menu:action': z.enum(['open', 'close', 'find', 'palette', 'keys', 'theme']),
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
