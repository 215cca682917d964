import { i18n } from './i18n'

/** What stands between two sentences: Chinese ones end in a full-width stop, which brings its own room. */
export const gap = (): string => (i18n.language === 'zh-CN' ? '' : ' ')
