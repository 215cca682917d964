/** A sentence that outlives the moment it is said: in each language, so that it follows its reader's. */
import { z } from 'zod'
import type { Language } from './preferences'

export const toldSchema = z.object({ en: z.string(), 'zh-CN': z.string() }) satisfies z.ZodType<Told>
export type Told = Readonly<Record<Language, string>>

/** What is the same in every language: a system's own words. */
export const alike = (text: string): Told => ({ en: text, 'zh-CN': text })

/** Nothing is to be told. */
export const NOTHING_TOLD = alike('')

export const isNothing = (told: Told): boolean => told.en === ''
