import type { ReactNode } from 'react'
import { type TermId, termOf } from './terms'

/** A word with its definition: shown to whom points at it, or reaches it by Tab. */
export function Term({ id, children }: { readonly id: TermId; readonly children: ReactNode }) {
  return (
    <button type="button" className="term" {...termOf(id)}>
      {children}
    </button>
  )
}
