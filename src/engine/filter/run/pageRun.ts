/**
 * Runs a filter over one page of segments at a time. Each part sees only the rows that the parts before it left open,
 * so that what is dear to read is read of few.
 */
import { COLUMN_FLOW, FREE_ROW, PAGE_ROWS, SEGMENTS_PER_PAGE } from '../../../contracts/abi'
import { Level, type SegmentPage } from '../fields/field'
import type { Leaf, Node, PageTest } from '../node'
import type { Row } from './row'

/** One byte a row, 1: wanted, or passed. */
export type Mask = Uint8Array

/** Sets `out` to 1 for the rows of `wanted` that pass, and to 0 for all others. */
type Step = (page: SegmentPage, wanted: Mask, out: Mask) => void

const newMask = (): Mask => new Uint8Array(SEGMENTS_PER_PAGE)

export function pageRun(node: Node, row: Row): Step {
  switch (node.kind) {
    case 'leaf':
      return leafRun(node, row)
    case 'not': {
      const of = pageRun(node.of, row)
      return (page, wanted, out) => {
        of(page, wanted, out)
        for (let at = 0; at < page.rows; at += 1) out[at] = (wanted[at] as number) & ((out[at] as number) ^ 1)
      }
    }
    case 'and':
      return allOf(node.parts.map((part) => pageRun(part, row)))
    case 'or':
      return anyOf(node.parts.map((part) => pageRun(part, row)))
  }
}

function allOf(parts: readonly Step[]): Step {
  const left = newMask()
  return (page, wanted, out) => {
    left.set(wanted)
    for (const part of parts) {
      part(page, left, out)
      left.set(out)
    }
  }
}

function anyOf(parts: readonly Step[]): Step {
  const left = newMask()
  const found = newMask()
  return (page, wanted, out) => {
    left.set(wanted)
    out.fill(0)
    for (const part of parts) {
      part(page, left, found)
      for (let at = 0; at < page.rows; at += 1) {
        if (found[at] === 0) continue
        out[at] = 1
        left[at] = 0
      }
    }
  }
}

function leafRun(leaf: Leaf, row: Row): Step {
  if (leaf.page !== undefined) return columnRun(leaf.page(row))
  return leaf.level <= Level.END ? endRun(leaf, row) : rowRun(leaf, row)
}

function columnRun(test: PageTest): Step {
  return (page, wanted, out) => {
    test(page, out)
    for (let at = 0; at < page.rows; at += 1) out[at] = (out[at] as number) & (wanted[at] as number)
  }
}

const UNKNOWN = 0
const FAILS = 1
const HOLDS = 2

/** The same for all that an end of a flow sent: asked once. */
function endRun({ holds }: Leaf, row: Row): Step {
  let known = new Uint8Array(2 * row.core.flowCount())
  return (page, wanted, out) => {
    const flows = (page.pointer + COLUMN_FLOW) >>> 2
    const { rows } = page
    let { u32 } = page
    for (let at = 0; at < rows; at += 1) {
      if (wanted[at] === 0) {
        out[at] = 0
        continue
      }
      const end = u32[flows + at] as number
      if (end >= known.length) known = grown(known, end)
      if (known[end] === UNKNOWN) {
        known[end] = holds(row.atFlow(end >>> 1, (end & 1) as 0 | 1)) ? HOLDS : FAILS
        u32 = page.u32
      }
      out[at] = known[end] === HOLDS ? 1 : 0
    }
  }
}

function grown(known: Uint8Array, end: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * (end + 1))
  larger.set(known)
  return larger
}

function rowRun({ holds }: Leaf, row: Row): Step {
  return (page, wanted, out) => {
    for (let at = 0; at < page.rows; at += 1) {
      out[at] = wanted[at] === 1 && holds(row.atSegment(page.first + at)) ? 1 : 0
    }
  }
}

/** @param from the first row to look at, and `to` the one after the last: rows outside of them are not wanted. */
export function wantedRows(page: SegmentPage, from: number, to: number, into: Mask): void {
  into.fill(0)
  const { u32 } = page
  const flows = (page.pointer + COLUMN_FLOW) >>> 2
  const end = Math.min(to, page.rows)
  for (let at = from; at < end; at += 1) into[at] = u32[flows + at] === FREE_ROW ? 0 : 1
}

/** A page as it is now. */
export function pageAt({ core }: Row, number: number): SegmentPage {
  const pointer = core.pagePointer(number)
  const rows = Math.min(core.views.u32[(pointer + PAGE_ROWS) >>> 2] as number, SEGMENTS_PER_PAGE)
  return {
    first: number * SEGMENTS_PER_PAGE,
    rows,
    pointer,
    // Reading packets back may grow the core's memory, which takes views away.
    get u16() {
      return core.views.u16
    },
    get u32() {
      return core.views.u32
    },
  }
}
