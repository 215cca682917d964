/** Filters that were used, and those that the user keeps. */
import { FILTER_HISTORY_MOST, type Layout, SAVED_FILTERS_MOST } from '../../contracts/preferences'

type Filters = Pick<Layout, 'filterHistory' | 'savedFilters'>

/** The latest first, each once. */
export function withUsed({ filterHistory }: Filters, used: string): Pick<Layout, 'filterHistory'> {
  const others = filterHistory.filter((other) => other !== used)
  return { filterHistory: [used, ...others].slice(0, FILTER_HISTORY_MOST) }
}

/** Keeps a filter, or lets go of one that was kept. */
export function withSaved({ savedFilters }: Filters, filter: string): Pick<Layout, 'savedFilters'> {
  if (savedFilters.includes(filter)) return { savedFilters: savedFilters.filter((other) => other !== filter) }
  return { savedFilters: [filter, ...savedFilters].slice(0, SAVED_FILTERS_MOST) }
}

export interface Remembered {
  readonly text: string
  readonly kind: 'saved' | 'history'
}

/** What is offered where nothing is written yet: kept ones first. */
export function remembered({ filterHistory, savedFilters }: Filters): readonly Remembered[] {
  const used = filterHistory.filter((text) => !savedFilters.includes(text))
  return [
    ...savedFilters.map((text) => ({ text, kind: 'saved' as const })),
    ...used.map((text) => ({ text, kind: 'history' as const })),
  ]
}
