/** Ladders as pictures and text, as the window and the command line ask for them. */
import { z } from 'zod'
import { LADDER_LEVELS } from './ladder'
import { TOGETHER_MOST } from './together'

/** A picture's colours; the window's `system` is one of them by the time that something is drawn. */
export const THEME_NAMES = ['light', 'dark'] as const
export type ThemeName = (typeof THEME_NAMES)[number]

export const LADDER_FORMATS = ['svg', 'text', 'mermaid'] as const
export type LadderFormat = (typeof LADDER_FORMATS)[number]

/** More rows of a ladder than this are left out of a picture or diagram, which says so itself. */
export const LADDER_ROWS_AT_MOST = 20_000

const index = z.number().int().min(0).max(0xffffffff)

/** A whole ladder, as far as `most` rows reach; `unfolded` as in the query `ladder`. */
export const ladderExportSchema = z.object({
  flow: index,
  unfolded: z.array(index).max(10_000).default([]),
  level: z.enum(LADDER_LEVELS).default('segments'),
  format: z.enum(LADDER_FORMATS),
  theme: z.enum(THEME_NAMES).default('light'),
  most: index.min(2).max(LADDER_ROWS_AT_MOST).default(LADDER_ROWS_AT_MOST),
  /** With other addresses and names: the same ones as long as the capture is open. */
  isAnonymised: z.boolean().optional(),
})
export type LadderExport = z.output<typeof ladderExportSchema>

/** The ladders of several flows as one; `unfolded` as in the query `ladderTogether`. */
export const togetherExportSchema = ladderExportSchema
  .omit({ flow: true })
  .extend({ flows: z.array(index).min(1).max(TOGETHER_MOST) })
export type TogetherExport = z.output<typeof togetherExportSchema>

/** Packets with other addresses, and checksums that fit as well or as badly as before. */
export const anonymisingSchema = z.object({
  /** What applications sent stays as it was, with all that it may tell; else packets end with their headers. */
  hasPayloads: z.boolean(),
})
export type Anonymising = z.infer<typeof anonymisingSchema>

/** A ladder for the clipboard, or to be painted. */
export interface ExportedLadder {
  readonly text: string
  /** false: it is longer than CARRIED_AT_MOST, and cut. A file holds all of it. */
  readonly isWhole: boolean
}
/** Characters of an export that travel to the window. */
export const CARRIED_AT_MOST = 8_000_000

/** While a file is being written its name ends so; what is left of it by an engine that ended goes. */
export const UNFINISHED_END = '.part'

/** What the window makes pictures as. */
export const PICTURE_TYPES = ['png', 'svg'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** A picture that the window has drawn. Larger ones are refused at main's door. */
export const PICTURE_BYTES_AT_MOST = 64 * 1024 * 1024
