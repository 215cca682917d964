/**
 * Main or the command line <-> the capture process: one JSON object a line, commands on its standard input, events on
 * its standard output. Both ends check what they read. When standard input ends, the process stops capturing cleanly.
 */
import { z } from 'zod'

const path = z.string().min(1).max(4096)
const interfaceName = z.string().min(1).max(256)

/** What writes the packets: Wireshark's dumpcap, or the `cap` bindings of libpcap. */
export const captureEngineSchema = z.enum(['dumpcap', 'cap'])
export type CaptureEngine = z.infer<typeof captureEngineSchema>

/** A ring of files: when one is full the next begins, and the oldest goes. At least one of the two limits is set. */
export const ringSchema = z.object({
  /** Files kept. */
  files: z.int().min(2).max(10_000),
  /** Bytes of one file. */
  fileBytes: z.int().min(65_536).nullable(),
  /** Seconds that one file covers. */
  fileSeconds: z.int().min(1).max(86_400).nullable(),
})
export type Ring = z.infer<typeof ringSchema>

/** What to capture, and how. */
export const captureSettingsSchema = z.object({
  interfaces: z.array(interfaceName).min(1).max(16),
  /** Capture filter in libpcap's syntax; '' captures everything. */
  filter: z.string().max(8192),
  /** Bytes kept of each frame. */
  snapLength: z.int().min(64).max(262_144),
  isPromiscuous: z.boolean(),
  ring: ringSchema.nullable(),
  /** null: the better one that can run. */
  engine: captureEngineSchema.nullable(),
})
export type CaptureSettings = z.infer<typeof captureSettingsSchema>
export const WHOLE_FRAMES = 262_144

export const captureCommandSchema = z.discriminatedUnion('command', [
  /** Answered by `interfaces`. */
  z.object({ command: z.literal('interfaces') }),
  /** Compiles a capture filter; answered by `checked`. */
  z.object({
    command: z.literal('check'),
    interfaces: z.array(interfaceName).min(1).max(16),
    filter: z.string().max(8192),
  }),
  /** Answered by `started` or `refused`. `file`: the pcapng to write; files of a ring stand beside it. */
  z.object({
    command: z.literal('start'),
    settings: captureSettingsSchema,
    file: path,
    /** Capturing stops before the disk has less than this many bytes left. */
    keepFreeBytes: z.int().min(0),
  }),
  /** Answered by `stopped`. */
  z.object({ command: z.literal('stop') }),
])
export type CaptureCommand = z.infer<typeof captureCommandSchema>

/** How to mend what keeps an interface from being captured. */
export const fixSchema = z.object({
  /** Stable name; main carries out the fixes that it knows. */
  id: z.enum([
    'allow-dumpcap',
    'join-group',
    'install-dumpcap',
    'allow-node',
    'allow-bpf',
    'install-npcap',
    'interface-up',
    'retry',
  ]),
  /** What to do, one sentence. */
  text: z.string(),
  /** What a retry has to wait for, so that it can be said in other languages. `group`: that of the next login. */
  after: z.object({ what: z.enum(['listing', 'login', 'administrator']), group: z.string().nullable() }).optional(),
  /** A command to copy; '' where none helps. */
  command: z.string(),
  /** Lastack can carry it out after asking (polkit, or the system's own dialog). */
  isOneClick: z.boolean(),
})
export type Fix = z.infer<typeof fixSchema>

export const captureInterfaceSchema = z.object({
  name: interfaceName,
  /** What people call it: "Wi-Fi", "Loopback"; '' where the system knows none. */
  description: z.string(),
  addresses: z.array(z.string()),
  kind: z.enum(['loopback', 'ethernet', 'wireless', 'virtual', 'any', 'other']),
  isUp: z.boolean(),
  /** Engines that can capture it now, the better first; empty: see `why`. */
  engines: z.array(captureEngineSchema),
  /** Why it can't be captured, one sentence; null: it can. */
  why: z.string().nullable(),
  fix: fixSchema.nullable(),
})
export type CaptureInterface = z.infer<typeof captureInterfaceSchema>

export const engineFactsSchema = z.object({
  engine: captureEngineSchema,
  /** Version as it calls itself; null: it isn't there. */
  version: z.string().nullable(),
  isUsable: z.boolean(),
  /** Why it can't be used, one sentence; null: it can. */
  why: z.string().nullable(),
  /** The kernel's time stamps and every frame's original length are kept; false: times are the application's. */
  hasKernelTimes: z.boolean(),
})
export type EngineFacts = z.infer<typeof engineFactsSchema>

export const interfacesSchema = z.object({
  interfaces: z.array(captureInterfaceSchema),
  engines: z.array(engineFactsSchema),
})
export type Interfaces = z.infer<typeof interfacesSchema>

export const REFUSALS = ['permission', 'no-engine', 'bad-filter', 'no-interface', 'busy', 'disk-full', 'error'] as const
export const STOPS = ['asked', 'disk-full', 'interface-gone', 'engine-died', 'error'] as const

export const captureEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('interfaces'), ...interfacesSchema.shape }),
  z.object({
    event: z.literal('checked'),
    /** The compiler's message; null: the filter is fine. */
    message: z.string().nullable(),
  }),
  z.object({
    event: z.literal('started'),
    engine: captureEngineSchema,
    hasKernelTimes: z.boolean(),
    /** The first file being written. */
    file: path,
    /** Milliseconds since 1970. */
    at: z.number(),
  }),
  /** The ring went on to `file`; `removed`: the file that it gave up. */
  z.object({ event: z.literal('file'), file: path, removed: path.nullable() }),
  /** About five times a second. Packets and bytes are those written since the start. */
  z.object({
    event: z.literal('counts'),
    packets: z.int().nonnegative(),
    /** Packets that the kernel or the engine dropped; null: unknown to this engine. */
    dropped: z.int().nonnegative().nullable(),
    /** Bytes in all files, those that the ring gave up included. */
    bytes: z.int().nonnegative(),
  }),
  z.object({
    event: z.literal('stopped'),
    reason: z.enum(STOPS),
    /** One sentence: what happened, and what is kept. */
    message: z.string(),
    packets: z.int().nonnegative(),
    dropped: z.int().nonnegative().nullable(),
    bytes: z.int().nonnegative(),
  }),
  /** A capture was not started. */
  z.object({ event: z.literal('refused'), reason: z.enum(REFUSALS), message: z.string(), fix: fixSchema.nullable() }),
])
export type CaptureEvent = z.infer<typeof captureEventSchema>
export type CaptureEventNamed<Name extends CaptureEvent['event']> = Extract<CaptureEvent, { event: Name }>
