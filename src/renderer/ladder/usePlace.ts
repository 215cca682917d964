import { useLayoutEffect, useRef } from 'react'
import type { Mark } from './marks'

/** What the reader looks at: a segment, and how far down the view it stands. */
export interface Place {
  readonly mark: Mark
  /** Nanoseconds since the ladder's first segment. */
  readonly ns: number
  /** Pixels from the view's top. */
  readonly y: number
}

/**
 * Keeps what the reader looks at where it is when the ladder is laid out anew. `key`: another one, another layout;
 * `find` tells the place in the present layout, `restore` moves the view so that it stands there again.
 */
export function usePlace(key: string, find: () => Place | null, restore: (place: Place) => void): void {
  const known = useRef<{ key: string; place: Place | null }>({ key, place: null })
  const latest = useRef({ find, restore })
  latest.current = { find, restore }
  useLayoutEffect(() => {
    const { place } = known.current
    if (known.current.key !== key) {
      known.current = { key, place }
      if (place !== null) latest.current.restore(place)
      return
    }
    known.current = { key, place: latest.current.find() ?? place }
  })
}
