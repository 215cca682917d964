import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export interface Offer {
  readonly text: string
  readonly meaning: string
}

interface SuggestionsProps {
  readonly offers: readonly Offer[]
  /** Index of the one that Enter takes; -1: none. */
  readonly active: number
  readonly onTake: (offer: Offer) => void
}

/** The list under the field; the field keeps the focus. */
export function Suggestions({ offers, active, onTake }: SuggestionsProps) {
  const { t } = useTranslation('filter')
  const activeRef = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the keys
  useEffect(() => activeRef.current?.scrollIntoView({ block: 'nearest' }), [active])
  return (
    <div
      id="filter-suggestions"
      className="filter-suggestions"
      role="listbox"
      aria-label={t('suggestions')}
      tabIndex={-1}
    >
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active one
        <div
          key={offer.text}
          id={`filter-suggestion-${index}`}
          ref={index === active ? activeRef : undefined}
          role="option"
          aria-selected={index === active}
          className={index === active ? 'filter-suggestion active' : 'filter-suggestion'}
          // The field must not lose the focus to a click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
        >
          <span className="mono">{offer.text}</span>
          <span className="muted ellipsis" title={offer.meaning}>
            {offer.meaning}
          </span>
        </div>
      ))}
    </div>
  )
}
