/** Following a flow: what its endpoints said to each other, put together from its segments. */
import { z } from 'zod'
import type { Side, Sides } from './flow'
import type { FlowId, FrameNumber, SegmentIndex } from './units'

const index = z.number().int().min(0).max(0xffffffff)

/** Whose stream: one side's, or both in the order in which they were said. */
export const FOLLOW_DIRECTIONS = ['both', 'client', 'server'] as const
export type FollowDirection = (typeof FOLLOW_DIRECTIONS)[number]

/** `raw`: the bytes alone, without marks for what is missing. */
export const FOLLOW_FORMATS = ['text', 'hex', 'raw'] as const
export type FollowFormat = (typeof FOLLOW_FORMATS)[number]

/** Chunks of one answer at most. */
export const FOLLOW_CHUNKS_AT_MOST = 64
/** Bytes of a chunk at most; where it ends at the end of a line, some more. */
export const FOLLOW_CHUNK_BYTES = 4096
/** Bytes that are looked for at most. */
export const FOLLOW_SEARCH_AT_MOST = 1024

const direction = z.enum(FOLLOW_DIRECTIONS).default('both')

export const followQuerySchemas = {
  /** Chunks of the conversation, from the one of number `from` on; null: there is no such flow. */
  follow: z.object({ flow: index, direction, from: index, count: z.int().min(0).max(FOLLOW_CHUNKS_AT_MOST) }),
  /**
   * Looks for bytes, from chunk `from` on, for a moment: goes on at the answer's `next`. `hex`: `needle` is written in
   * hexadecimal digits; else it is text, and the case of ASCII letters is not heeded.
   */
  followSearch: z.object({
    flow: index,
    direction,
    needle: z.string().min(1).max(FOLLOW_SEARCH_AT_MOST),
    isHex: z.boolean().default(false),
    from: index,
  }),
  /** The chunk that shows a segment, or else the one that came next; null: the segment is of another flow. */
  followChunkOf: z.object({ flow: index, direction, segment: index }),
  /** HTTP/1 messages of both sides, from number `from` on; read for a moment, `isComplete` says whether to ask again. */
  followHttp: z.object({ flow: index, from: index, count: z.int().min(0).max(200) }),
  /** The body of one of them without its transfer and content codings. */
  followBody: z.object({ flow: index, message: index }),
} as const

/** What is saved of a followed flow. */
export const followExportSchema = z.object({
  flow: index,
  direction,
  format: z.enum(FOLLOW_FORMATS),
})
export type FollowExport = z.output<typeof followExportSchema>

/** Which segment bytes of a chunk came in. */
export interface FollowPart {
  /** Within the chunk's bytes. */
  readonly at: number
  readonly length: number
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
}

/** Another segment that says other bytes for the same sequence numbers. */
export interface FollowConflict {
  /** Within the chunk's bytes: the bytes that differ, and what is between them. */
  readonly at: number
  readonly length: number
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  /** What the other segment says, at most 64 bytes of it. */
  readonly other: Uint8Array
}

interface FollowChunkBase {
  /** Number among the chunks of the direction asked for. */
  readonly chunk: number
  readonly from: Side
  /** A turn is what one side says until the other speaks: counted from 0. */
  readonly turn: number
  readonly startsTurn: boolean
  /** Bytes of its side's stream before it, missing ones included. */
  readonly offset: number
  /** Not acknowledged, and something before it is missing: its receiver may never have got that far. */
  readonly isUnacknowledged: boolean
}
export interface FollowData extends FollowChunkBase {
  readonly kind: 'data'
  /** 0 where nothing was captured. */
  readonly bytes: Uint8Array
  readonly parts: readonly FollowPart[]
  readonly conflicts: readonly FollowConflict[]
  /** Bytes that the capture cut off its frames. */
  readonly missing: readonly { readonly at: number; readonly length: number }[]
}
/** Bytes that were sent and not captured. */
export interface FollowGap extends FollowChunkBase {
  readonly kind: 'gap'
  readonly length: number
}
export type FollowChunk = FollowData | FollowGap

export interface FollowPage {
  readonly flow: FlowId
  /** Chunks of the direction asked for. */
  readonly total: number
  readonly from: number
  readonly chunks: readonly FollowChunk[]
  /** Bytes of both streams by their headers, without gaps; and with those of chunks before the end of the flow. */
  readonly bytes: Sides<number>
  readonly gaps: Sides<{ readonly count: number; readonly bytes: number }>
  /** Frames that the capture cut short: some of their bytes are missing. */
  readonly cut: Sides<number>
  readonly turns: number
  /** The application protocol is TLS: what is shown is ciphertext. */
  readonly isEncrypted: boolean
  /** Begins as HTTP/1 does. */
  readonly isHttp: boolean
  /** Another number: other chunks. */
  readonly revision: number
}

export interface FollowHit {
  /** The chunk that shows its first byte. */
  readonly chunk: number
  readonly from: Side
  /** In its side's stream. */
  readonly offset: number
  readonly length: number
}

export interface FollowHits {
  /** In the order of the conversation. */
  readonly hits: readonly FollowHit[]
  /** Chunk to go on at; null: all was looked through. */
  readonly next: number | null
  /** Part that was looked through: 0 to 1. */
  readonly share: number
  /** What is looked for isn't hexadecimal; null: it can be looked for. */
  readonly problem: string | null
}

/** A request or a response. */
export interface HttpMessage {
  readonly message: number
  readonly from: Side
  readonly startLine: string
  /** Names as they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Of its first byte in its side's stream. */
  readonly offset: number
  readonly segment: SegmentIndex | null
  readonly body: {
    /** Bytes as sent, transfer coding included; null: until the end of the stream, or what was captured of it. */
    readonly length: number
    /** Not all of it was captured. */
    readonly isWhole: boolean
    /** Codings to be taken off, the last applied first: `chunked`, `gzip`. */
    readonly codings: readonly string[]
  } | null
}

export interface HttpMessages {
  readonly from: number
  /** Known so far. */
  readonly total: number
  readonly messages: readonly HttpMessage[]
  readonly isComplete: boolean
  /** Why a stream is read no further; one sentence. null: nothing is wrong. */
  readonly problem: string | null
}

/** Bytes of a decoded body that travel to the window. */
export const BODY_AT_MOST = 4 * 1024 * 1024

export interface HttpBody {
  readonly bytes: Uint8Array
  /** false: it goes on beyond what may be shown. */
  readonly isAll: boolean
  /** What kept it from being decoded further; one sentence. null: nothing. */
  readonly problem: string | null
  readonly contentType: string
}

export interface FollowAnswers {
  follow: FollowPage | null
  followSearch: FollowHits | null
  followChunkOf: number | null
  followHttp: HttpMessages | null
  followBody: HttpBody | null
}
