import type { ENGLISH } from '../../i18n/catalogs'

/** A word that the glossary explains. */
export type TermId = keyof (typeof ENGLISH)['glossary']

/** Marks an element as a term's name: TermTip explains it to whom points at it or focuses it. */
export const termOf = (id: TermId): { readonly 'data-term': TermId } => ({ 'data-term': id })
