/**
 * Wireshark's own dissectors, which run in a process of their own. The window takes one flow's frames from the engine and
 * hands them over a MessagePort; the process knows nothing else, and believes nothing of what arrives unchecked.
 */
import { z } from 'zod'
import type { FieldNode } from './segment'

const index = z.number().int().min(0).max(0xffffffff)

/** Of one flow: more frames than these, or more bytes of them, are never handed over. */
export const WIRESHARK_FRAMES_MOST = 1000
export const WIRESHARK_BYTES_MOST = 32 * 1024 * 1024
/** Beside the bytes of frames a capture holds the heads of its blocks. */
const BLOCKS_BYTES = WIRESHARK_FRAMES_MOST * 64

/** Fields of one tree at most, letters of one of them, and bytes of one of its sources. */
export const WIRESHARK_FIELDS_MOST = 20_000
export const WIRESHARK_LETTERS_MOST = 1000
export const WIRESHARK_SOURCE_BYTES_MOST = 4 * 1024 * 1024

/** Bytes that the process may take unless LASTACK_WIRESHARK_MEMORY names another number of MiB. */
export const WIRESHARK_MEMORY_MIB = 1024
/** Exit code of the process where it would need more. */
export const WIRESHARK_MEMORY_EXIT = 77

export const wiresharkQuerySchemas = {
  /** A flow's frames around one of its segments as a capture of their own; null: the segment is not the flow's. */
  flowFrames: z.object({ flow: index, segment: index }),
} as const

export interface FlowFrames {
  /** pcapng. */
  readonly capture: Uint8Array
  /** Numbers that these frames have in the open capture, in their order. */
  readonly frames: Uint32Array
  /** Segments that the flow has. */
  readonly segments: number
  /** Not all of the flow's frames: its first ones, and those around the segment. */
  readonly isPart: boolean
}

export interface WiresharkAnswers {
  flowFrames: FlowFrames | null
}

/** What the window asks the process. */
export const wiresharkRequestSchema = z.discriminatedUnion('ask', [
  /** Takes these frames in place of those before; answers null. */
  z.object({
    ask: z.literal('load'),
    id: z.int().nonnegative(),
    capture: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length <= WIRESHARK_BYTES_MOST + BLOCKS_BYTES, 'The frames are too large.'),
    frames: z
      .instanceof(Uint32Array)
      .refine(({ length }) => length > 0 && length <= WIRESHARK_FRAMES_MOST, 'There are too many frames, or none.'),
  }),
  /** The tree of one of these frames, by its number in the open capture; answers WiresharkFrame. */
  z.object({ ask: z.literal('frame'), id: z.int().nonnegative(), frame: index }),
])
export type WiresharkRequest = z.infer<typeof wiresharkRequestSchema>

/** Bytes that fields lie in: the frame's own, or what was put together, decompressed or decrypted from several. */
export interface WiresharkSource {
  /** `Frame (74 bytes)`, `Reassembled TCP (2896 bytes)`. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface WiresharkFrame {
  readonly frame: number
  readonly layers: readonly FieldNode[]
  /** The first is the frame itself. */
  readonly sources: readonly WiresharkSource[]
  /** The tree has more fields than are told. */
  readonly isCut: boolean
}

/** What the process is at while it starts. */
export const WIRESHARK_STEPS = ['code', 'dissectors', 'ready'] as const
export type WiresharkStep = (typeof WIRESHARK_STEPS)[number]

export type WiresharkAnswer =
  | { readonly id: number; readonly ok: true; readonly value: WiresharkFrame | null }
  | { readonly id: number; readonly ok: false; readonly error: string }
export type WiresharkEvent = { readonly event: 'step'; readonly step: WiresharkStep }

/** Why the process is gone although nobody ended it. */
export const WIRESHARK_ENDS = ['memory', 'died'] as const
