/** What the user may choose about the window; main keeps it between runs. Checked by preferencesSchema of ipc.ts. */

/** Languages that the program speaks, as BCP 47 tags. */
export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Preferences {
  /** `system`: that of the system where the program speaks it, else English. */
  readonly language: Language | 'system'
}

export const FIRST_PREFERENCES: Preferences = { language: 'system' }
