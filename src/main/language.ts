import { LANGUAGES, type Language, type Preferences } from '../contracts/preferences'

/** The language that a preference means, where the system prefers these, best first, as BCP 47 tags. */
export function languageOf({ language }: Preferences, system: readonly string[]): Language {
  if (language !== 'system') return language
  const base = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''
  for (const tag of system) {
    const spoken = LANGUAGES.find((one) => base(one) === base(tag))
    if (spoken) return spoken
  }
  return 'en'
}
