/** Reads small pieces of a source by the page, since a system call for each costs more than the bytes do. */
import type { Source } from '../source/source'

const PAGE_BYTES = 16 * 1024
/** Flows that ran side by side ask for pages in turn. */
const PAGES = 64

interface Page {
  readonly number: number
  readonly bytes: Uint8Array
}

export class Pages {
  readonly path: string
  /** By the page's number, modulo their count. */
  private readonly slots: (Page | undefined)[] = []

  constructor(private readonly source: Source) {
    this.path = source.path
  }

  get size(): number {
    return this.source.size
  }

  gone(position: number): string | null {
    return this.source.gone?.(position) ?? null
  }

  /** As `Source.read`. What the source gets later is read anew. */
  read(target: Uint8Array, at: number, length: number, position: number): number {
    let done = 0
    while (done < length) {
      const from = position + done
      const { bytes } = this.page(Math.floor(from / PAGE_BYTES))
      const inPage = from % PAGE_BYTES
      const end = Math.min(bytes.length, inPage + length - done)
      if (end <= inPage) break
      target.set(bytes.subarray(inPage, end), at + done)
      done += end - inPage
    }
    return done
  }

  private page(number: number): Page {
    const slot = number % PAGES
    const known = this.slots[slot]
    const wanted = Math.max(0, Math.min(PAGE_BYTES, this.source.size - number * PAGE_BYTES))
    if (known !== undefined && known.number === number && known.bytes.length >= wanted) return known
    // Should the read fail, what the room held is lost.
    this.slots[slot] = undefined
    const bytes = new Uint8Array(known?.bytes.buffer ?? new ArrayBuffer(PAGE_BYTES))
    const page = { number, bytes: bytes.subarray(0, this.source.read(bytes, 0, wanted, number * PAGE_BYTES)) }
    this.slots[slot] = page
    return page
  }
}
