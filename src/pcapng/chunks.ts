/** Joins chunks to one new array. */
export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.length
  }
  return joined
}

/** Bytes of fixed-width fields in one byte order, filled from the first to the last. */
export class FieldWriter {
  readonly bytes: Uint8Array
  private readonly view: DataView
  private at = 0

  /** @param size bytes that will be written; fewer leave zeros at the end. */
  constructor(
    size: number,
    private readonly littleEndian: boolean,
  ) {
    this.bytes = new Uint8Array(size)
    this.view = new DataView(this.bytes.buffer)
  }

  u8(value: number): this {
    this.view.setUint8(this.at, value)
    this.at += 1
    return this
  }

  u16(value: number): this {
    this.view.setUint16(this.at, value, this.littleEndian)
    this.at += 2
    return this
  }

  u32(value: number): this {
    this.view.setUint32(this.at, value, this.littleEndian)
    this.at += 4
    return this
  }

  u64(value: bigint): this {
    this.view.setBigUint64(this.at, value, this.littleEndian)
    this.at += 8
    return this
  }

  raw(bytes: Uint8Array): this {
    this.bytes.set(bytes, this.at)
    this.at += bytes.length
    return this
  }

  /** Leaves zeros up to the next multiple of `unit` bytes. */
  align(unit: number): this {
    this.at = Math.ceil(this.at / unit) * unit
    return this
  }
}
