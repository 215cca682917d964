import './glossary.css'
import { computePosition, flip, offset, shift } from '@floating-ui/dom'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { i18n } from '../../i18n/i18n'
import type { TermId } from './terms'

const TIP = 'term-tip'
/** One who only passes by is told nothing. */
const REST_MS = 400
const GAP = 6

interface Shown {
  readonly id: TermId
  readonly anchor: Element
}

const isTerm = (id: string | undefined): id is TermId => id !== undefined && i18n.exists(`glossary:${id}.text`)

/** The term that `target` belongs to. */
function termAt(target: EventTarget | null): Shown | null {
  const anchor = target instanceof Element ? target.closest<HTMLElement>('[data-term]') : null
  const id = anchor?.dataset.term
  return anchor && isTerm(id) ? { id, anchor } : null
}

/** The definition of the term that is pointed at or has the focus: one layer for the whole window. */
export function TermTip() {
  const { t } = useTranslation('glossary')
  const [shown, setShown] = useState<Shown | null>(null)
  const ref = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let wait: ReturnType<typeof setTimeout> | undefined
    const showIn = (term: Shown | null, ms: number) => {
      clearTimeout(wait)
      wait = setTimeout(() => setShown((before) => (before?.anchor === term?.anchor ? before : term)), ms)
    }
    const onOver = ({ target }: Event) => {
      // The definition itself may be pointed at, to read or copy it.
      if (target instanceof Element && target.closest(`#${TIP}`)) return clearTimeout(wait)
      const term = termAt(target)
      showIn(term ?? termAt(document.activeElement), term ? REST_MS : REST_MS / 2)
    }
    const onFocus = ({ target }: Event) => showIn(termAt(target), 0)
    const onBlur = () => showIn(null, 0)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      clearTimeout(wait)
      setShown((before) => {
        if (before !== null) event.preventDefault()
        return null
      })
    }
    const listen = [
      ['pointerover', onOver],
      ['focusin', onFocus],
      ['focusout', onBlur],
      ['keydown', onKeyDown as EventListener],
    ] as const
    for (const [name, listener] of listen) document.addEventListener(name, listener)
    return () => {
      clearTimeout(wait)
      for (const [name, listener] of listen) document.removeEventListener(name, listener)
    }
  }, [])

  useEffect(() => {
    const { current: tip } = ref
    if (!shown || !tip) return
    const { anchor } = shown
    const before = anchor.getAttribute('aria-describedby')
    anchor.setAttribute('aria-describedby', before ? `${before} ${TIP}` : TIP)
    tip.showPopover()
    let isGone = false
    void computePosition(anchor, tip, {
      strategy: 'fixed',
      placement: 'bottom-start',
      middleware: [offset(GAP), flip({ padding: GAP }), shift({ padding: GAP })],
    }).then(({ x, y }) => {
      if (!isGone) Object.assign(tip.style, { left: `${x}px`, top: `${y}px` })
    })
    const leave = () => setShown(null)
    window.addEventListener('scroll', leave, { capture: true, once: true })
    return () => {
      isGone = true
      window.removeEventListener('scroll', leave, { capture: true })
      if (before) anchor.setAttribute('aria-describedby', before)
      else anchor.removeAttribute('aria-describedby')
      if (tip.isConnected) tip.hidePopover()
    }
  }, [shown])

  return (
    <div ref={ref} id={TIP} className="term-tip" role="tooltip" popover="manual">
      {shown && (
        <>
          <strong>{t(`${shown.id}.term`)}</strong>
          <p>{t(`${shown.id}.text`)}</p>
          <small className="muted">{t(`${shown.id}.source`)}</small>
        </>
      )}
    </div>
  )
}
