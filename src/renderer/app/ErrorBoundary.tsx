import { Component, type ReactNode } from 'react'
import { i18n } from '../i18n/i18n'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

/** Shows what happened where the window itself failed, and offers to start it anew. The engine isn't touched. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="pane-note" role="alert">
        <strong>{i18n.t('error.title')}</strong>
        <p>{i18n.t('error.text')}</p>
        <p className="mono">{error.message}</p>
        <button type="button" className="button primary" onClick={() => window.location.reload()}>
          {i18n.t('error.reload')}
        </button>
      </div>
    )
  }
}
