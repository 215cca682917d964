import { useTranslation } from 'react-i18next'
import type { WiresharkSource } from '../../contracts/wireshark'

interface SourceChoiceProps {
  readonly sources: readonly WiresharkSource[]
  readonly shown: number
  readonly onShow: (source: number) => void
}

/** Which bytes are shown: the frame's, or what was put together or decompressed; nothing where there is but the frame. */
export function SourceChoice({ sources, shown, onShow }: SourceChoiceProps) {
  const { t } = useTranslation('wireshark')
  if (sources.length < 2) return null
  return (
    <fieldset className="segmented wireshark-sources" aria-label={t('sources')}>
      {sources.map(({ name }, place) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name, and they stay in their order
          key={place}
          type="button"
          aria-pressed={place === shown}
          onClick={() => onShow(place)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
