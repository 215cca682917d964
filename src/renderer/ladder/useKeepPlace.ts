import type { LadderRow } from '../../contracts/engine'
import type { Flow } from '../../contracts/flow'
import { useSessionState } from '../app/context'
import type { Band } from './geometry'
import { ROW_HEIGHT, rowTop } from './layout'
import type { TimeScale } from './timeScale'
import { type Place, usePlace } from './usePlace'

interface Kept {
  readonly flow: Flow
  readonly scale: TimeScale | null
  /** Rows in view. */
  readonly shown: readonly LadderRow[]
  readonly selected: LadderRow | null
  readonly bandOf: (row: number) => Band | null
  readonly offset: number
  readonly height: number
  /** The view stays at the end whatever happens. */
  readonly isAtEnd: boolean
  readonly scrollTo: (offset: number) => void
}

/** Keeps what is looked at where it stands in the view when the ladder is drawn otherwise: another `key`. */
export function useKeepPlace(key: string, kept: Kept): void {
  const client = useSessionState((state) => state.client)
  const { flow, scale, shown, selected, bandOf, offset, height, isAtEnd, scrollTo } = kept
  const find = (): Place | null => {
    const isVisible = selected !== null && shown.some(({ row }) => row === selected.row)
    const row = isVisible ? selected : (shown[Math.floor(shown.length / 2)] ?? null)
    if (row === null || !('time' in row)) return null
    const band = bandOf(row.row)
    const frame = row.kind === 'fold' ? row.firstFrame : row.frame
    const y = band === null ? height / 2 : (band.top + band.bottom) / 2 - offset
    return { frame, ns: Number(row.time - flow.first), y }
  }
  const restore = (place: Place): void => {
    if (isAtEnd) return
    if (scale !== null) {
      scrollTo(scale.yOf(place.ns) - place.y)
      return
    }
    client?.query('ladderRowOfFrame', { flow: flow.flow, frame: place.frame }).then(
      (row) => row !== null && scrollTo(rowTop(row) + ROW_HEIGHT / 2 - place.y),
      () => undefined,
    )
  }
  usePlace(key, find, restore)
}
