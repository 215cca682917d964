/** Where brackets of several flows begin: they overlap, so that a text names each there. */
import type { TogetherFlow } from '../../../contracts/together'

interface Title {
  readonly place: number
  readonly title: string
}
const NONE: readonly Title[] = []

/** Tells the titles that begin at a row. */
export function titlesByRow(flows: readonly Pick<TogetherFlow, 'brackets'>[]): (row: number) => readonly Title[] {
  const titles = new Map<number, Title[]>()
  flows.forEach(({ brackets }, place) => {
    for (const { from, title } of brackets) {
      const here = titles.get(from)
      if (here) here.push({ place, title })
      else titles.set(from, [{ place, title }])
    }
  })
  return (row) => titles.get(row) ?? NONE
}
