import type { Language } from '../../contracts/preferences'
import { i18n } from '../i18n/i18n'

const LOOK = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', LOOK),
  'zh-CN': new Intl.DateTimeFormat('zh-CN', LOOK),
}

/** Day and time of `ms` (since 1970) on this computer's clock: `1 Mar, 12:05`, `3月1日 12:05`. */
export const whenWords = (ms: number): string => FORMATS[i18n.language === 'zh-CN' ? 'zh-CN' : 'en'].format(ms)
