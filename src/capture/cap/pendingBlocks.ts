/** Gathers small pieces, so that packets that come one by one are written many at a time. */
const WRITE_BYTES = 256 * 1024
/** A follower sees a packet well within 100 ms of its arrival. */
const PATIENCE_MS = 20

export class PendingBlocks {
  private pieces: Uint8Array[] = []
  private bytes = 0
  private packets = 0
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly write: (piece: Uint8Array, packets: number) => void) {}

  /** @param piece whole blocks, kept until they are written. */
  add(piece: Uint8Array, packets: number): void {
    this.pieces.push(piece)
    this.bytes += piece.length
    this.packets += packets
    if (this.bytes >= WRITE_BYTES) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), PATIENCE_MS)
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.pieces.length === 0) return
    const [joined, packets] = [Buffer.concat(this.pieces), this.packets]
    this.pieces = []
    this.bytes = 0
    this.packets = 0
    this.write(joined, packets)
  }
}
