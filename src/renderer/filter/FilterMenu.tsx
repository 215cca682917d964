import { type KeyboardEvent, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import './filter.css'

/** Where a menu was asked for, and what it offers. */
export interface FilterWish {
  readonly x: number
  readonly y: number
  readonly expressions: readonly string[]
  /** What else can be done with what was pointed at. */
  readonly others?: readonly { readonly words: string; readonly act: () => void }[]
}

interface Choice {
  readonly words: string
  /** The expression in them. */
  readonly shown?: string
  readonly act: () => void
}

/** Pixels that the menu keeps from the window's edges, and of one of its lines. */
const EDGE = 8
const LINE = 26
const WIDTH = 500

interface FilterMenuProps {
  readonly wish: FilterWish
  readonly onClose: () => void
}

/** Filters by what was pointed at, alone or with what is filtered already. */
export function FilterMenu({ wish, onClose }: FilterMenuProps) {
  const { t } = useTranslation('filter')
  const session = useSession()
  const current = useSessionState((state) => state.view.filter.expression)
  const menuRef = useRef<HTMLDivElement>(null)
  const before = useRef(document.activeElement)
  useEffect(() => {
    const asker = before.current
    menuRef.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
    return () => {
      if (asker instanceof HTMLElement) asker.focus()
    }
  }, [])

  const filtering = (words: string, shown: string, expression: string): Choice => ({
    words,
    shown,
    act: () => session.choice.filter({ text: '', expression }),
  })
  const choices: readonly Choice[] = [
    ...wish.expressions.flatMap((expression) => [
      filtering(t('byThis', { expression }), expression, expression),
      ...(current === '' ? [] : [filtering(t('andThis', { expression }), expression, joined(current, expression))]),
    ]),
    ...(wish.others ?? []),
  ]
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menuRef.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
    const at = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) items[(at + step + items.length) % items.length]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const top = Math.max(EDGE, Math.min(wish.y, window.innerHeight - choices.length * LINE - 2 * EDGE))
  // Beside all panes: a list that scrolls would cut it.
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the menu closes it
    <div
      className="filter-menu-ground"
      role="presentation"
      onMouseDown={onClose}
      onContextMenu={(event) => event.preventDefault()}
    >
      <div
        ref={menuRef}
        className="filter-menu"
        role="menu"
        aria-label={t('menu')}
        tabIndex={-1}
        style={{ left: Math.max(EDGE, Math.min(wish.x, window.innerWidth - WIDTH - EDGE)), top }}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => event.stopPropagation()}
      >
        {choices.map(({ words, shown, act }) => (
          <button
            key={words}
            type="button"
            role="menuitem"
            className="filter-choice ellipsis"
            title={words}
            onClick={() => {
              act()
              onClose()
            }}
          >
            {shown === undefined ? words : <Filtering words={words} shown={shown} />}
          </button>
        ))}
      </div>
    </div>,
    document.querySelector('main') ?? document.body,
  )
}

/** What is done, quietly, and by what, as it is written in the filter. */
function Filtering({ words, shown }: { readonly words: string; readonly shown: string }) {
  const at = words.indexOf(shown)
  return (
    <>
      <span className="muted">{words.slice(0, at)}</span>
      <span className="mono">{shown}</span>
      {words.slice(at + shown.length)}
    </>
  )
}

/** Both must hold, whatever the first is made of. */
function joined(current: string, expression: string): string {
  return /\|\||\bor\b/.test(current) ? `(${current}) && ${expression}` : `${current} && ${expression}`
}
