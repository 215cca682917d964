import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExplainView } from '../../contracts/explain'
import { useSize } from '../ui/useSize'
import { Announcement } from './Announcement'
import { Caption } from './Caption'
import { States } from './diagram/States'
import { Knows } from './knows/Knows'
import { Loss } from './loss/Loss'
import { EXPLAIN_PARTS, type ExplainPart, explainMode, useExplainMode } from './mode'
import { Numbers } from './numbers/Numbers'
import { isSideBySide, partBeside, partShown, partsBeside } from './parts'
import { Questions } from './Questions'

/** A segment's explanation: one part at a time, or, where there is room, what is known beside the part chosen. */
export function Explained({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation('explain')
  const [ref, { width }] = useSize<HTMLDivElement>()
  const isWide = isSideBySide(width)
  const wanted = useExplainMode((mode) => mode.part)
  const shown = partShown(wanted, isWide)
  const id = useId()
  return (
    <div className="explained" ref={ref}>
      <Caption view={view} />
      {width > 0 && (
        <div className={isWide ? 'explained-parts wide' : 'explained-parts'}>
          {isWide && (
            <div className="explained-known">
              {EXPLAIN_PARTS.filter(partBeside).map((part) => (
                <section key={part} aria-label={t(`part.${part}`)}>
                  <h3>{t(`part.${part}`)}</h3>
                  <Part part={part} view={view} />
                </section>
              ))}
            </div>
          )}
          <div className="explained-chosen">
            <PartTabs id={id} parts={partsBeside(isWide)} shown={shown} />
            <div
              id={`${id}-panel`}
              className="explained-panel"
              role="tabpanel"
              aria-labelledby={`${id}-${shown}`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keys where nothing in it takes the focus
              tabIndex={0}
            >
              <Part part={shown} view={view} />
            </div>
          </div>
        </div>
      )}
      <Announcement view={view} />
    </div>
  )
}

function Part({ part, view }: { readonly part: ExplainPart; readonly view: ExplainView }) {
  switch (part) {
    case 'knows':
      return <Knows view={view} />
    case 'numbers':
      return <Numbers view={view} />
    case 'states':
      return <States view={view} />
    case 'loss':
      return <Loss view={view} />
    case 'questions':
      return <Questions view={view} />
  }
}

interface PartTabsProps {
  readonly id: string
  readonly parts: readonly ExplainPart[]
  readonly shown: ExplainPart
}

/** The parts to choose from; arrow keys move between them. */
function PartTabs({ id, parts, shown }: PartTabsProps) {
  const { t } = useTranslation('explain')
  const onKeyDown = (event: KeyboardEvent) => {
    const at = parts.indexOf(shown)
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? parts.length - 1
          : event.key === 'ArrowRight'
            ? (at + 1) % parts.length
            : event.key === 'ArrowLeft'
              ? (at - 1 + parts.length) % parts.length
              : -1
    const part = parts[next]
    if (part === undefined) return
    event.preventDefault()
    explainMode.set({ part })
    document.getElementById(`${id}-${part}`)?.focus()
  }
  return (
    <div className="explained-tabs" role="tablist" aria-label={t('parts')} onKeyDown={onKeyDown}>
      {parts.map((part) => (
        <button
          key={part}
          id={`${id}-${part}`}
          type="button"
          role="tab"
          aria-selected={part === shown}
          aria-controls={`${id}-panel`}
          tabIndex={part === shown ? 0 : -1}
          onClick={() => explainMode.set({ part })}
        >
          {t(`part.${part}`)}
        </button>
      ))}
    </div>
  )
}
