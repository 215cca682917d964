/** What the window says, in the language of its user. Components ask by `useTranslation`, everything else by `i18n.t`. */
import i18next, { type i18n as I18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../contracts/preferences'
import { CHINESE, ENGLISH } from './catalogs'

export const i18n: I18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  resources: { en: ENGLISH, 'zh-CN': CHINESE },
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'app',
  // React escapes, and so does the canvas by drawing.
  interpolation: { escapeValue: false },
  // Everything is in the bundle: nothing is waited for.
  initAsync: false,
  react: { useSuspense: false },
  returnNull: false,
})

/** Speaks `language` from now on; what is on screen is drawn anew. */
export function speak(language: Language): void {
  document.documentElement.lang = language
  if (i18n.language !== language) void i18n.changeLanguage(language)
}
