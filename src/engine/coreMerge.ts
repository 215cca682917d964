/** The part of the core's boundary that reads several captures as one; see src/core/capture/merge.ts. */

/** What the module exports for it. */
export interface MergeExports {
  addFile(): number
  fileInput(file: number, bytes: number): number
  fileFilled(file: number, length: number, offset: number, isLast: number): void
  sizeSlots(shift: number): void
  openSlot(file: number, base: number): number
  moveFile(file: number, offset: number): void
  mergeFiles(): number
  fileRead(file: number): number
  fileFrames(file: number): number
  endFile(file: number): void
}

/** Files are known by their number, in the order in which they were added. */
export class CoreMerge {
  constructor(private readonly wasm: MergeExports) {}

  /**
   * Declares the files, before anything is read.
   *
   * @param slotShift slots of the common space of offsets have 2^slotShift bytes.
   * @returns false: no memory is left.
   */
  begin(files: number, slotShift: number): boolean {
    this.wasm.sizeSlots(slotShift)
    for (let file = 0; file < files; file += 1) if (this.wasm.addFile() < 0) return false
    return true
  }

  /** Pointer to a file's input buffer of at least `bytes` (up to 64 MiB), to be filled anew; 0: the core refuses. */
  input(file: number, bytes: number): number {
    return this.wasm.fileInput(file, bytes) >>> 0
  }

  /** The buffer was filled with `length` bytes, which lie at `offset` of the common space. */
  filled(file: number, length: number, offset: number, isLast: boolean): void {
    this.wasm.fileFilled(file, length, offset, isLast ? 1 : 0)
  }

  /** The next slot holds a file's bytes from `base` on. @returns the slot's number; null: no memory is left. */
  openSlot(file: number, base: number): number | null {
    const slot = this.wasm.openSlot(file, base)
    return slot < 0 ? null : slot
  }

  /** What a file's buffer holds lies at another offset from now on. */
  move(file: number, offset: number): void {
    this.wasm.moveFile(file, offset)
  }

  /**
   * Reads on until a file needs its buffer filled, failed (see `Core.error`), or is read to its end.
   *
   * @returns that file; null: all have ended.
   */
  readOn(): number | null {
    const file = this.wasm.mergeFiles()
    return file < 0 ? null : file
  }

  /** Bytes of a file's buffer that were read. */
  read(file: number): number {
    return this.wasm.fileRead(file) >>> 0
  }

  /** Frames of a file that were read. */
  frames(file: number): number {
    return this.wasm.fileFrames(file) >>> 0
  }

  /** No more is read of a file; what it failed with is forgotten. */
  end(file: number): void {
    this.wasm.endFile(file)
  }
}
