/** Rows of the ladder on screen, fetched in blocks; a bounded number of blocks is held, the least recently seen go. */
export const BLOCK = 256
const MOST_BLOCKS = 48

/** Fetches rows [from, to). */
export type FetchRows<Row> = (
  from: number,
  to: number,
  signal: AbortSignal,
) => Promise<{ readonly rows: readonly Row[] } | null>

export class RowCache<Row> {
  private readonly blocks = new Map<number, readonly Row[]>()
  /** Blocks of the plan before; shown until the new ones are there. */
  private readonly staleBlocks = new Map<number, readonly Row[]>()
  private readonly underWay = new Map<number, AbortController>()

  /** `arrived` is called when rows came; `failed` with a sentence when they can't. */
  constructor(
    private rows: number,
    private readonly fetch: FetchRows<Row>,
    private readonly arrived: () => void,
    private readonly failed: (message: string) => void,
  ) {}

  /** The row, if its block is here. */
  readonly at = (row: number): Row | null => {
    const block = Math.floor(row / BLOCK)
    return (this.blocks.get(block) ?? this.staleBlocks.get(block))?.[row % BLOCK] ?? null
  }

  /** The ladder was planned anew, with `rows` rows: all are asked for again when wanted, the old shown until then. */
  replan(rows: number): void {
    this.close()
    this.rows = rows
    for (const [block, known] of this.blocks) this.staleBlocks.set(block, known)
    this.blocks.clear()
  }

  /** Makes sure that rows [from, to) come; gives up blocks scrolled past. */
  want(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / BLOCK)
    const last = Math.floor((Math.min(this.rows, to) - 1) / BLOCK)
    for (const [block, abort] of this.underWay) {
      if (block >= first - 1 && block <= last + 1) continue
      abort.abort()
      this.underWay.delete(block)
    }
    for (let block = first; block <= last; block += 1) {
      const here = this.blocks.get(block)
      if (here) {
        this.blocks.delete(block)
        this.blocks.set(block, here)
      } else if (!this.underWay.has(block)) {
        this.load(block)
      }
    }
  }

  /** Gives up what is under way. */
  close(): void {
    for (const abort of this.underWay.values()) abort.abort()
    this.underWay.clear()
  }

  private load(block: number): void {
    const abort = new AbortController()
    this.underWay.set(block, abort)
    this.fetch(block * BLOCK, Math.min(this.rows, (block + 1) * BLOCK), abort.signal).then(
      (answer) => {
        if (abort.signal.aborted) return
        this.underWay.delete(block)
        this.blocks.set(block, answer?.rows ?? [])
        this.staleBlocks.delete(block)
        // What is on screen is new: nobody scrolls into the old plan.
        if (this.underWay.size === 0) this.staleBlocks.clear()
        const oldest = this.blocks.keys().next()
        if (this.blocks.size > MOST_BLOCKS && !oldest.done) this.blocks.delete(oldest.value)
        this.arrived()
      },
      (error: Error) => {
        if (abort.signal.aborted || error.name === 'QueryCancelled') return
        this.underWay.delete(block)
        this.failed(error.message)
      },
    )
  }
}
