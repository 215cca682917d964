/** Keys as the list of commands writes them: whether a press is one, and how it is shown. */

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Names that differ from `key` of a keyboard event. */
const EVENT_KEYS: Readonly<Record<string, string>> = { Space: ' ', Plus: '+' }
const SHOWN: Readonly<Record<string, string>> = {
  Plus: '+',
  '-': '−',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
}

interface Parts {
  readonly hasCommand: boolean
  readonly hasShift: boolean
  /** As `key` of a keyboard event; letters small. */
  readonly key: string
  readonly name: string
}

function partsOf(accelerator: string): Parts {
  const words = accelerator.split('+')
  const name = words.at(-1) ?? ''
  const key = EVENT_KEYS[name] ?? name
  return {
    hasCommand: words.includes('CmdOrCtrl'),
    hasShift: words.includes('Shift'),
    key: key.length === 1 ? key.toLowerCase() : key,
    name,
  }
}

const isSign = (key: string): boolean => key.length === 1 && !/[a-z ]/.test(key)

/** `key` of the keyboard event that means `accelerator`: `Shift+N` -> `N`. */
export function eventKey(accelerator: string): string {
  const { key, hasShift } = partsOf(accelerator)
  return hasShift && key.length === 1 ? key.toUpperCase() : key
}

/** Whether `accelerator` was pressed. Which signs need Shift is the keyboard's own affair. */
export function isPressed(accelerator: string, press: KeyPress): boolean {
  const { hasCommand, hasShift, key } = partsOf(accelerator)
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key
  if (press.altKey || hasCommand !== (press.ctrlKey || press.metaKey) || pressed !== key) return false
  return isSign(key) ? true : hasShift === press.shiftKey
}

/** Whether it types something where text is taken. */
export const isTyped = (accelerator: string): boolean =>
  !partsOf(accelerator).hasCommand && partsOf(accelerator).key.length === 1

/** `Ctrl Shift P`; on a Mac `⇧⌘P`. */
export function keyWords(accelerator: string, isMac = false): string {
  const { hasCommand, hasShift, name } = partsOf(accelerator)
  const key = SHOWN[name] ?? name
  if (isMac) return `${hasShift ? '⇧' : ''}${hasCommand ? '⌘' : ''}${key}`
  return [hasCommand ? 'Ctrl' : '', hasShift ? 'Shift' : '', key].filter(Boolean).join(' ')
}
