/** Columns of the flow list that may be taken away; the verdict with both ends always stays. */
export const HIDEABLE = ['state', 'start', 'rtt', 'again', 'lasts', 'process', 'last'] as const
export type HideableColumn = (typeof HIDEABLE)[number]

/** `columns` without those that the user took away. */
export const withoutHidden = <Column extends { readonly id: string }>(
  columns: readonly Column[],
  hidden: readonly string[],
): readonly Column[] =>
  hidden.length === 0
    ? columns
    : columns.filter(({ id }) => !hidden.includes(id) || !(HIDEABLE as readonly string[]).includes(id))
