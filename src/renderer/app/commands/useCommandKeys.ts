import { useEffect } from 'react'
import { useSession } from '../context'
import { takesText } from '../shortcuts'
import { carryOut, commandOf, isPossible } from './registry'

/** Commands that work while a dialog of the window is open, too. */
const OVER_DIALOGS = ['zoomIn', 'zoomOut', 'zoomReset', 'palette', 'preferences']

/** Carries out what keys and the menu command, wherever the focus is. */
export function useCommandKeys(): void {
  const session = useSession()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const id = commandOf(event, takesText(event.target) || event.target instanceof HTMLSelectElement)
      const state = session.store.get()
      if (id === null || !isPossible(id, state)) return
      if (document.querySelector('dialog[open]') && !OVER_DIALOGS.includes(id)) return
      // A press that the page takes isn't the menu's any more.
      event.preventDefault()
      carryOut(id, session)
    }
    const stop = window.lastack.on('menu:command', (id) => carryOut(id, session))
    window.addEventListener('keydown', onKeyDown)
    return () => {
      stop()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [session])
}
