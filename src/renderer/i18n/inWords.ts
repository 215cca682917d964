import type { Told } from '../../contracts/told'
import { i18n } from './i18n'

/** What was told, in the language of the moment. */
export const inWords = (told: Told): string => told[i18n.language === 'zh-CN' ? 'zh-CN' : 'en']
