/** What main says by itself, in menu, dialogs and notifications: the part `commands` of the window's texts. */

import english from '../../resources/locales/en/commands.json'
import chinese from '../../resources/locales/zh-CN/commands.json'
import type { Language } from '../contracts/preferences'

/** Plural forms are picked by `countWords`. */
export type Words = Omit<typeof english, 'dialogs' | 'said'> & {
  readonly dialogs: Omit<(typeof english)['dialogs'], 'leaveLost_one'> & { readonly leaveLost_one?: string }
  readonly said: Omit<(typeof english)['said'], 'saved_one'> & { readonly saved_one?: string }
}

const WORDS: Readonly<Record<Language, Words>> = { en: english, 'zh-CN': chinese }

export const wordsIn = (language: Language): Words => WORDS[language]

/** `text` with its {{placeholders}} filled in. */
export function filled(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => facts[name] ?? whole)
}
