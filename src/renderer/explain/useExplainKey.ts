import { useEffect } from 'react'
import { takesText } from '../app/shortcuts'
import { toggleExplain } from './mode'

/** The part of a keyboard event that decides. */
export type ExplainKeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'defaultPrevented'
>

/** Whether a key opens or closes Explain mode. */
export const isExplainKey = (press: ExplainKeyPress): boolean =>
  press.key.toLowerCase() === 'e' &&
  !press.ctrlKey &&
  !press.metaKey &&
  !press.altKey &&
  !press.repeat &&
  !press.defaultPrevented

/** `e` opens and closes Explain mode from anywhere but fields, lists of choices and dialogs, which take letters. */
export function useExplainKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (!isExplainKey(event) || takesText(target) || target instanceof HTMLSelectElement) return
      if (target instanceof Element && target.closest('dialog, [role="dialog"], [role="menu"]')) return
      event.preventDefault()
      toggleExplain()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
