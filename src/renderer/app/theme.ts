import type { Theme } from '../../contracts/ipc'
import type { Preferences } from '../../contracts/preferences'

const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

/** Whether `theme` is dark, given what the system prefers. */
export function isDark(theme: Theme, systemIsDark: boolean): boolean {
  return theme === 'dark' || (theme === 'system' && systemIsDark)
}

/** Puts `theme` on the page, where every colour token looks for it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = isDark(theme, dark().matches) ? 'dark' : 'light'
}

/** Calls `listener` when the system changes between light and dark. Returns a function that stops listening. */
export function onSystemTheme(listener: () => void): () => void {
  const query = dark()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** The next stop of the switch: as the system, light, dark, and round again. */
export function nextTheme(theme: Theme): Theme {
  return theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system'
}

/** Puts the choice about motion on the page, where every transition looks for it. */
export function applyMotion(motion: Preferences['motion']): void {
  document.documentElement.dataset.motion = motion
}
