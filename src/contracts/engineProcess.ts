/**
 * What main and the engine's process tell one another: orders to open, follow, save and export, and how they ended. Both
 * ways are validated at the door.
 */
import { z } from 'zod'
import { anonymisingSchema, ladderExportSchema, togetherExportSchema } from './exports'
import { flowFilterSchema } from './flowList'
import { followExportSchema } from './follow'
import { graphExportSchema } from './graphs'
import { LANGUAGES } from './preferences'
import { toldSchema } from './told'

const index = z.number().int().min(0).max(0xffffffff)

/** Which packets of a capture are saved. */
export const saveSelectionSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('all') }),
  z.object({ what: z.literal('filtered'), filter: flowFilterSchema }),
  z.object({ what: z.literal('flows'), flows: z.array(index).min(1).max(100_000) }),
])
export type SaveSelection = z.infer<typeof saveSelectionSchema>

/** What the engine writes into a file that isn't a capture: a ladder, a list of flows, a report. */
export const exportOrderSchema = z.discriminatedUnion('what', [
  ladderExportSchema.extend({ what: z.literal('ladder') }),
  togetherExportSchema.extend({ what: z.literal('together') }),
  graphExportSchema.extend({ what: z.literal('graph') }),
  /** Flows in order of their first segments. */
  z.object({
    what: z.literal('flows'),
    format: z.enum(['csv', 'json']),
    filter: flowFilterSchema,
    isAnonymised: z.boolean().optional(),
  }),
  /** The whole capture, on one page of HTML. */
  z.object({ what: z.literal('report'), isAnonymised: z.boolean().optional() }),
  /** What the endpoints of a flow said: it can't be had with other names. */
  followExportSchema.extend({ what: z.literal('follow'), isAnonymised: z.literal(false).optional() }),
])
export type ExportOrder = z.output<typeof exportOrderSchema>

/** What main tells the engine's process. */
export const engineCommandSchema = z.discriminatedUnion('command', [
  /** Before a capture is opened: what keeps it from being read is told at once. Later the window says so by its query. */
  z.object({ command: z.literal('speak'), language: z.enum(LANGUAGES) }),
  /**
   * `other`: the capture taken at the other end; null: one capture alone. `parts`: captures that are read with it as one,
   * in order of time.
   */
  z.object({
    command: z.literal('open'),
    path: z.string().min(1),
    other: z.string().min(1).nullable(),
    parts: z.array(z.string().min(1)).default([]),
  }),
  /** Opens a capture that is being written, and this host's sockets beside it; null: the sockets alone. */
  z.object({ command: z.literal('follow'), path: z.string().min(1).nullable(), isPast: z.boolean() }),
  /** A ring goes on in `path`; `removed`: the file that it gave up. */
  z.object({ command: z.literal('next'), path: z.string().min(1), removed: z.string().min(1).nullable() }),
  /** Nothing more will be written. */
  z.object({ command: z.literal('ended') }),
  /** Writes a pcapng of its own; answered by a `saved` report of the same number. */
  z.object({
    command: z.literal('save'),
    id: z.int().nonnegative(),
    path: z.string().min(1),
    selection: saveSelectionSchema,
    /** Verdicts as comments of the packets that prove them. */
    hasComments: z.boolean(),
    /** null: as they are. */
    anonymising: anonymisingSchema.nullable().default(null),
  }),
  /** Writes an export; answered by an `exported` report of the same number. */
  z.object({
    command: z.literal('export'),
    id: z.int().nonnegative(),
    path: z.string().min(1),
    order: exportOrderSchema,
  }),
  /** The file of this number is no longer wanted: what is written of it goes. */
  z.object({ command: z.literal('cancelWriting'), id: z.int().nonnegative() }),
  z.object({ command: z.literal('cancel') }),
])
export type EngineCommand = z.infer<typeof engineCommandSchema>

/** What the engine's process tells main: that the file is a capture, or isn't one; that the reading is over; a save. */
export const engineReportSchema = z.union([
  z.enum(['readable', 'unreadable', 'done']),
  z.object({
    report: z.literal('saved'),
    id: z.int().nonnegative(),
    /** Packets written; null: it failed, see `message`. */
    packets: z.int().nonnegative().nullable(),
    /** Nothing where it was cancelled. */
    message: toldSchema,
  }),
  z.object({
    report: z.literal('exported'),
    id: z.int().nonnegative(),
    isWritten: z.boolean(),
    /** Why not; nothing where it is, or where it was cancelled. */
    message: toldSchema,
  }),
  /** How far a file that is being saved or exported is: 0 to 1. Only of those that take long. */
  z.object({ report: z.literal('writing'), id: z.int().nonnegative(), share: z.number().min(0).max(1) }),
])
export type EngineReport = z.infer<typeof engineReportSchema>
