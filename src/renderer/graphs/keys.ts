/** What keys do in a graph. */

export type GraphKey =
  | { readonly does: 'walk' | 'series' | 'pan'; readonly by: 1 | -1 }
  | { readonly does: 'zoom'; readonly factor: number }
  | { readonly does: 'edge'; readonly by: 1 | -1 }
  | { readonly does: 'whole' | 'select' }

export const ZOOM_STEP = 1.5

/** @param key as a keyboard event names it. @returns null: the graph knows no such key. */
export function graphKey(key: string, hasShift: boolean): GraphKey | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      const by = key === 'ArrowRight' ? 1 : -1
      return { does: hasShift ? 'pan' : 'walk', by }
    }
    case 'ArrowUp':
      return { does: 'series', by: 1 }
    case 'ArrowDown':
      return { does: 'series', by: -1 }
    case 'Home':
      return { does: 'edge', by: 1 }
    case 'End':
      return { does: 'edge', by: -1 }
    case '+':
    case '=':
      return { does: 'zoom', factor: 1 / ZOOM_STEP }
    case '-':
      return { does: 'zoom', factor: ZOOM_STEP }
    case 'Enter':
      return { does: 'select' }
    case 'Escape':
      return { does: 'whole' }
    default:
      return null
  }
}
