import type { Theme } from '../../../contracts/ipc'
import type { Preferences } from '../../../contracts/preferences'
import { type Action, actions } from './command'

const prefers = (choice: Partial<Preferences>): Action => ({
  run: (session) => session.settings.prefer(choice),
  isPossible: ({ preferences }) =>
    Object.entries(choice).some(([name, value]) => preferences[name as keyof Preferences] !== value),
})
const themed = (theme: Theme): Action => ({
  run: (session) => session.settings.setTheme(theme),
  isPossible: (state) => state.theme !== theme,
})

/** Preferences by name; the one that holds isn't offered. */
export const CHOICE_ACTIONS = actions({
  themeSystem: themed('system'),
  themeLight: themed('light'),
  themeDark: themed('dark'),
  languageSystem: prefers({ language: 'system' }),
  languageEnglish: prefers({ language: 'en' }),
  languageChinese: prefers({ language: 'zh-CN' }),
  densityRoomy: prefers({ density: 'roomy' }),
  densityCompact: prefers({ density: 'compact' }),
  timesRelative: prefers({ times: 'relative' }),
  timesUtc: prefers({ times: 'utc' }),
  timesLocal: prefers({ times: 'local' }),
})
