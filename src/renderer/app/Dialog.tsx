import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon'
import { useSession } from './context'

interface DialogProps {
  readonly title: string
  readonly className: string
  /** The title stands above what is inside, with a button that closes. */
  readonly hasHead?: boolean
  /** Selector of what takes the focus first; else the first that can. */
  readonly firstFocus?: string
  readonly children: ReactNode
}

/** A dialog of the whole window; Escape and a click beside it close it, and the focus goes back to where it was. */
export function Dialog({ title, className, hasHead = true, firstFocus, children }: DialogProps) {
  const { t } = useTranslation('app')
  const session = useSession()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = ref
    current?.showModal()
    if (firstFocus !== undefined) current?.querySelector<HTMLElement>(firstFocus)?.focus()
    return () => current?.close()
  }, [firstFocus])
  const close = () => session.show(null)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; Escape does so by itself
    <dialog
      ref={ref}
      className={`dialog ${className}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event) => event.target === ref.current && close()}
    >
      {hasHead && (
        <div className="dialog-head">
          <h2>{title}</h2>
          <button type="button" className="button quiet icon" aria-label={t('keys.close')} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      )}
      {children}
    </dialog>
  )
}
