import { type RefObject, useEffect } from 'react'

/**
 * Keeps aria-activedescendant on the option that is selected: cmdk 1.1 names the one before after a search, and what it
 * names may be gone.
 */
export function useActiveOption(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = ref.current
    if (!root) return
    const sync = () => {
      const id = root.querySelector('[cmdk-item][data-selected=true]')?.id
      for (const element of root.querySelectorAll('[cmdk-input], [cmdk-list]')) {
        if (id === undefined) element.removeAttribute('aria-activedescendant')
        else if (element.getAttribute('aria-activedescendant') !== id) element.setAttribute('aria-activedescendant', id)
      }
    }
    const observer = new MutationObserver(sync)
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-selected', 'aria-activedescendant'],
    })
    return () => observer.disconnect()
  }, [ref])
}
