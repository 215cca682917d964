import { LIVE_VIEWS, type LiveView } from './state'

/** Keys that work anywhere in the window. */
export type Shortcut = 'find' | 'open' | 'keys' | 'theme' | 'close' | { readonly view: LiveView }

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** The focus is in a field that takes text. */
  readonly isTyping: boolean
}

/** What a key means wherever the focus is, or null. */
export function shortcutOf(press: KeyPress): Shortcut | null {
  const command = press.ctrlKey || press.metaKey
  if (press.altKey) return null
  if (command) {
    const key = press.key.toLowerCase()
    return key === 'f' ? 'find' : key === 'o' ? 'open' : key === 'w' ? 'close' : null
  }
  if (press.isTyping) return null
  const view = /^[1-3]$/.test(press.key) ? LIVE_VIEWS[Number(press.key) - 1] : undefined
  if (view) return { view }
  return press.key === '/' ? 'find' : press.key === '?' ? 'keys' : null
}

/** Whether keys typed while `target` has the focus are text. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
