import { Icon } from './Icon'

/** Puts a banner away. */
export function Dismiss({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className="button quiet small" aria-label="Dismiss" onClick={onClick}>
      <Icon name="close" size={12} />
    </button>
  )
}
