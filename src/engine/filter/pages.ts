/** Comparisons of whole columns: one loop for each operator, no call for a row. */
import { SEGMENTS_PER_PAGE } from '../../contracts/abi'
import type { Sign } from './comparison'
import type { FillPage } from './fields/field'
import type { PageTest } from './node'

/** Filled and read within one call; tests run one after another. */
const numbers = new Float64Array(SEGMENTS_PER_PAGE)

type Compare = (rows: number, wanted: number, out: Uint8Array) => void

const LOOPS: Readonly<Record<Sign, Compare>> = {
  '==': (rows, wanted, out) => {
    for (let row = 0; row < rows; row += 1) out[row] = numbers[row] === wanted ? 1 : 0
  },
  '!=': (rows, wanted, out) => {
    for (let row = 0; row < rows; row += 1) out[row] = numbers[row] === wanted ? 0 : 1
  },
  '<': (rows, wanted, out) => {
    for (let row = 0; row < rows; row += 1) out[row] = (numbers[row] as number) < wanted ? 1 : 0
  },
  '>': (rows, wanted, out) => {
    for (let row = 0; row < rows; row += 1) out[row] = (numbers[row] as number) > wanted ? 1 : 0
  },
  '<=': (rows, wanted, out) => {
    for (let row = 0; row < rows; row += 1) out[row] = (numbers[row] as number) <= wanted ? 1 : 0
  },
  '>=': (rows, wanted, out) => {
    for (let row = 0; row < rows; row += 1) out[row] = (numbers[row] as number) >= wanted ? 1 : 0
  },
}

export function comparedPages(fill: FillPage, sign: Sign, wanted: number): PageTest {
  const compare = LOOPS[sign]
  return (page, out) => {
    fill(page, numbers)
    compare(page.rows, wanted, out)
  }
}

/** @param ranges both ends inclusive. */
export function rangedPages(fill: FillPage, ranges: readonly (readonly [number, number])[]): PageTest {
  return (page, out) => {
    fill(page, numbers)
    out.fill(0, 0, page.rows)
    for (const [low, high] of ranges) {
      for (let row = 0; row < page.rows; row += 1) {
        const value = numbers[row] as number
        if (value >= low && value <= high) out[row] = 1
      }
    }
  }
}

/** @param isByValue the field is there only where its number isn't 0; else it always is. */
export function filledPages(fill: FillPage, isByValue: boolean): PageTest {
  return (page, out) => {
    if (!isByValue) {
      out.fill(1, 0, page.rows)
      return
    }
    fill(page, numbers)
    for (let row = 0; row < page.rows; row += 1) out[row] = numbers[row] === 0 ? 0 : 1
  }
}
