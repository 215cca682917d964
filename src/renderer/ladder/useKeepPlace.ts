import type { LadderRow } from '../../contracts/ladderRows'
import { useSessionState } from '../app/context'
import type { Band } from './geometry'
import { ROW_HEIGHT, rowTop } from './layout'
import type { Mark } from './marks'
import type { TimeScale } from './timeScale'
import type { AskRow } from './useMarks'
import { type Place, usePlace } from './usePlace'

interface Kept {
  /** Time of the ladder's first segment, nanoseconds since the epoch. */
  readonly start: bigint
  /** The segment that a row stands for. */
  readonly markOf: (row: LadderRow) => Mark | null
  readonly rowOf: AskRow
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
  const { start, scale, shown, selected, bandOf, offset, height, isAtEnd, scrollTo } = kept
  const find = (): Place | null => {
    const isVisible = selected !== null && shown.some(({ row }) => row === selected.row)
    const row = isVisible ? selected : (shown[Math.floor(shown.length / 2)] ?? null)
    const mark = row === null ? null : kept.markOf(row)
    if (row === null || mark === null || !('time' in row)) return null
    const band = bandOf(row.row)
    const y = band === null ? height / 2 : (band.top + band.bottom) / 2 - offset
    return { mark, ns: Number(row.time - start), y }
  }
  const restore = (place: Place): void => {
    if (isAtEnd) return
    if (scale !== null) {
      scrollTo(scale.yOf(place.ns) - place.y)
      return
    }
    if (client === null) return
    kept.rowOf(client, place.mark).then(
      (row) => row !== null && scrollTo(rowTop(row) + ROW_HEIGHT / 2 - place.y),
      () => undefined,
    )
  }
  usePlace(key, find, restore)
}
