/** Ladders as pictures and text, as the window and the command line ask for them. */
import { z } from 'zod'

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
  format: z.enum(LADDER_FORMATS),
  theme: z.enum(THEME_NAMES).default('light'),
  most: index.min(2).max(LADDER_ROWS_AT_MOST).default(LADDER_ROWS_AT_MOST),
})
export type LadderExport = z.output<typeof ladderExportSchema>

/** A picture that the window has drawn. Larger ones are refused at main's door. */
export const PICTURE_BYTES_AT_MOST = 64 * 1024 * 1024
