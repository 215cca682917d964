/**
 * Several captures as one source. Their bytes share one space of offsets: each is given a slot of it as its reading gets
 * there, so that frames of about the same time have offsets near one another; see core/capture/slots.ts.
 */
import { said } from '../said/said'
import { countWords } from '../words'
import type { Source } from './source'

/** Offsets of frames that are read at the same time stay within this. */
const SPREAD_BYTES = 2 ** 30
/** 32 MiB: twice the longest record that is read. */
const MOST_SHIFT = 25

interface Slot {
  readonly file: number
  /** Offset in the file of the slot's first byte. */
  readonly base: number
}

export class MergedSource implements Source {
  readonly path: string
  readonly failure = null
  /** Slots have 2^slotShift bytes. */
  readonly slotShift: number
  readonly slotBytes: number
  /** Slots that may be in use at the same time. */
  readonly liveSlots: number
  private readonly slots: Slot[] = []
  /** Numbers of each file's slots, in order. */
  private readonly slotsOf: readonly number[][]
  /** Offset up to which each file was read. */
  private readonly readOffsets: number[]
  private awaited: Source | null = null

  /** @param files two or more. @param spreadBytes at least two slots a file are within it; a power of two. */
  constructor(
    readonly files: readonly Source[],
    spreadBytes = SPREAD_BYTES,
  ) {
    this.slotsOf = files.map(() => [])
    this.readOffsets = files.map(() => 0)
    this.path = pathOf(files.map(({ path }) => path))
    this.slotShift = Math.min(MOST_SHIFT, Math.floor(Math.log2(spreadBytes / files.length)) - 1)
    this.slotBytes = 2 ** this.slotShift
    this.liveSlots = spreadBytes / this.slotBytes
  }

  get name(): string {
    return listed(this.files.map(({ name }) => name))
  }

  /** End of the common space. */
  get size(): number {
    return this.slots.length * this.slotBytes
  }

  get expectedSize(): number {
    return this.files.reduce((sum, { expectedSize }) => sum + expectedSize, 0)
  }

  get ended(): boolean {
    return this.files.every(({ ended }) => ended)
  }

  /** Takes down that the next slot holds a file's bytes from `base` on. */
  addSlot(file: number, base: number): void {
    this.slotsOf[file]?.push(this.slots.length)
    this.slots.push({ file, base })
  }

  /** Takes down that a file was read up to an offset: a record ends there. */
  hasRead(file: number, offset: number): void {
    this.readOffsets[file] = offset
  }

  /** Offset up to which a file was read. */
  readTo(file: number): number {
    return this.readOffsets[file] ?? 0
  }

  /** Offset in the common space of a record at `offset` of a file; null: it wasn't read. */
  placeOf(file: number, offset: number): number | null {
    const slots = this.slotsOf[file] ?? []
    let low = 0
    let high = slots.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.slots[slots[middle] as number] as Slot).base <= offset) low = middle + 1
      else high = middle
    }
    const slot = slots[low - 1]
    if (slot === undefined) return null
    return slot * this.slotBytes + (offset - (this.slots[slot] as Slot).base)
  }

  fileAt(position: number): string | null {
    const slot = this.slots[Math.floor(position / this.slotBytes)]
    return slot === undefined ? null : (this.files[slot.file]?.name ?? null)
  }

  /** Reading can't go on without more of this file: `more` waits for it. */
  await(file: Source): void {
    this.awaited = file
  }

  async more(): Promise<void> {
    await this.awaited?.more()
  }

  /** A read goes on in the file where it began, beyond the slot's end too. */
  read(target: Uint8Array, at: number, length: number, position: number): number {
    const slot = this.slots[Math.floor(position / this.slotBytes)]
    const file = slot === undefined ? undefined : this.files[slot.file]
    if (slot === undefined || file === undefined) return 0
    const from = slot.base + (position % this.slotBytes)
    const rest = Math.max(0, Math.min(length, file.size - from))
    return file.read(target, at, rest, from)
  }

  enough(): void {
    for (const file of this.files) file.enough?.()
  }

  close(): void {
    for (const file of this.files) file.close()
  }
}

function listed([first = '', second = '', ...others]: readonly string[]): string {
  return others.length === 0 ? said`${first} and ${second}` : said`${first} and ${countWords(others.length + 1)} more`
}

/** A name for machines: the same in all languages. */
const pathOf = ([first = '', second = '', ...others]: readonly string[]): string =>
  others.length === 0 ? `${first} and ${second}` : `${first} and ${countWords(others.length + 1)} more`
