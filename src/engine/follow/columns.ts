/** Columns that grow: no object a piece, however many there are. */

const FIRST = 256

type Column = Float64Array | Uint32Array | Uint8Array

/** Numbers appended one by one. */
export class Numbers<Values extends Column> {
  length = 0

  constructor(private values: Values) {}

  push(value: number): void {
    if (this.length === this.values.length) this.widen()
    this.values[this.length] = value
    this.length += 1
  }

  /** @param index below `length`. */
  at(index: number): number {
    return this.values[index] as number
  }

  set(index: number, value: number): void {
    this.values[index] = value
  }

  private widen(): void {
    const wider = new (this.values.constructor as new (length: number) => Values)(this.values.length * 2)
    wider.set(this.values)
    this.values = wider
  }
}

export const floats = (): Numbers<Float64Array> => new Numbers(new Float64Array(FIRST))
export const words = (): Numbers<Uint32Array> => new Numbers(new Uint32Array(FIRST))
export const octets = (): Numbers<Uint8Array> => new Numbers(new Uint8Array(FIRST))
