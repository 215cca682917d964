/** Where a key leads in a list of `total` rows, `page` of which are visible, from row `current`; null: nowhere. */
export function listTarget(key: string, current: number, total: number, page: number): number | null {
  if (total === 0) return null
  const within = (row: number) => Math.min(Math.max(row, 0), total - 1)
  switch (key) {
    case 'ArrowDown':
      return within(current + 1)
    case 'ArrowUp':
      return within(current < 0 ? 0 : current - 1)
    case 'PageDown':
      return within(Math.max(current, 0) + page)
    case 'PageUp':
      return within(current - page)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}
