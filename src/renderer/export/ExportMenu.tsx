import './exportMenu.css'
import { autoUpdate } from '@floating-ui/dom'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon'
import { chooseAnonymising, useAnonymising } from './anonymising'
import { menuStep } from './menuStep'

export interface ExportItem {
  readonly words: string
  /** What one has to know before. */
  readonly hint?: string
  readonly act: () => void
  /** Why not: shown in place of the hint. */
  readonly impossible?: string
}

export interface ExportGroup {
  readonly title: string
  readonly items: readonly ExportItem[]
}

interface ExportMenuProps {
  /** What is exported: the button's whole name. */
  readonly label: string
  readonly groups: readonly ExportGroup[]
}

const ITEMS = '[role="menuitem"]:not(:disabled), [role="menuitemcheckbox"]'
/** Distance from the button, and from the window's edges. */
const GAP = 4

/** A button that opens a menu of exports; arrow keys, Home and End move in it, Escape leads back to the button. */
export function ExportMenu({ label, groups }: ExportMenuProps) {
  const { t } = useTranslation('export')
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { isWanted } = useAnonymising()
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]

  const place = () => {
    const { current } = menu
    if (!current?.matches(':popover-open') || !button.current) return
    const anchor = button.current.getBoundingClientRect()
    const box = current.getBoundingClientRect()
    const left = Math.max(GAP, Math.min(anchor.right - box.width, window.innerWidth - box.width - GAP))
    current.style.left = `${left}px`
    current.style.top = `${Math.max(GAP, Math.min(anchor.bottom + GAP, window.innerHeight - box.height - GAP))}px`
  }
  const onToggle = (isNowOpen: boolean) => {
    setOpen(isNowOpen)
    if (!isNowOpen) return
    place()
    items()[0]?.focus()
  }
  // Panes move after the window has: the menu follows its button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads what is on the page at that time
  useEffect(() => {
    if (isOpen && button.current && menu.current) return autoUpdate(button.current, menu.current, place)
    return
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    // What is typed in a menu is no shortcut of the pane below.
    event.stopPropagation()
    if (event.key === 'Tab') menu.current?.hidePopover()
    const all = items()
    const next = menuStep(event.key, all.indexOf(document.activeElement as HTMLElement), all.length)
    if (next === null) return
    event.preventDefault()
    all[next]?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button quiet small"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={label}
        title={label}
      >
        <Icon name="save" size={12} /> {t('export')}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="export-menu"
        tabIndex={-1}
        onToggle={(event) => onToggle(event.newState === 'open')}
        onKeyDown={onKeyDown}
      >
        {groups.map(({ title, items: choices }) => (
          // biome-ignore lint/a11y/useSemanticElements: items of a menu, not fields of a form
          <div key={title} role="group" aria-label={title}>
            <span className="label" aria-hidden="true">
              {title}
            </span>
            {choices.map(({ words, hint, act, impossible }) => (
              <button
                key={words}
                type="button"
                role="menuitem"
                tabIndex={-1}
                disabled={impossible !== undefined}
                onClick={() => {
                  menu.current?.hidePopover()
                  act()
                }}
              >
                {words}
                {(impossible ?? hint) && <small>{impossible ?? hint}</small>}
              </button>
            ))}
          </div>
        ))}
        <button
          type="button"
          role="menuitemcheckbox"
          aria-checked={isWanted}
          tabIndex={-1}
          className="export-anonymise"
          onClick={() => chooseAnonymising({ isWanted: !isWanted })}
        >
          <span aria-hidden="true">{isWanted ? '☑' : '☐'}</span> {t('anonymise.addresses')}
          <small>{t('anonymise.hint')}</small>
        </button>
      </div>
    </>
  )
}
