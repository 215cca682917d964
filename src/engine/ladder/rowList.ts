/** A growing list of ladder rows in parallel columns: no object a row. */

/** Kinds of planned rows. */
export const SEGMENT = 0
export const FOLD = 1
export const QUIET = 2
/** A ghost or a tail; `first` of these is the number of segments. */
export const ENDING = 3
/** What is sent while one side speaks. */
export const TURN = 4
/** Handshake, data, idle time, close; `counted` of these is the place of their name in the plan's list. */
export const PHASE = 5

/** Whether rows of this kind hold segments. */
export const holdsSegments = (kind: number | undefined): boolean => kind !== QUIET && kind !== ENDING

export class RowList {
  size = 0
  kind = new Uint8Array(256)
  /** Position of the row's first segment; of a quiet row: of the segment that ends the silence. */
  first = new Uint32Array(256)
  /** Segments that the row holds. */
  count = new Uint32Array(256)
  /** Payload bytes of a fold. */
  bytes = new Float64Array(256)
  /** What the fold's label counts: duplicate ACKs, keep-alives or probes; of a phase: the place of its title. */
  counted = new Uint32Array(256)

  push(kind: number, first: number, count: number, bytes: number, counted: number): void {
    if (this.size === this.kind.length) this.grow()
    this.kind[this.size] = kind
    this.first[this.size] = first
    this.count[this.size] = count
    this.bytes[this.size] = bytes
    this.counted[this.size] = counted
    this.size++
  }

  private grow(): void {
    const room = this.kind.length * 2
    this.kind = copied(this.kind, new Uint8Array(room))
    this.first = copied(this.first, new Uint32Array(room))
    this.count = copied(this.count, new Uint32Array(room))
    this.bytes = copied(this.bytes, new Float64Array(room))
    this.counted = copied(this.counted, new Uint32Array(room))
  }
}

function copied<Column extends { set(from: Column): void }>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
