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

/** Below this width a line has no room for two states beside verdict and server. */
const TWO_STATES = 580

/** `columns` where a flow has one line: two states that would stand one above the other are left to the ladder. */
export const onOneLine = <Column extends { readonly id: string }>(
  columns: readonly Column[],
  width: number,
): readonly Column[] => (width < TWO_STATES ? columns.filter(({ id }) => id !== 'state') : columns)
