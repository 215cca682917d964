/** A frame to be written to a capture file. */
export interface CapturedFrame {
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly time: bigint
  /** What was captured, from the first byte of the link layer. */
  readonly bytes: Uint8Array
  /** Length on the wire in bytes; more than `bytes.length` where a snap length cut the frame. */
  readonly originalLength: number
  /** Comments on this frame; classic pcap can't hold them. */
  readonly comments?: readonly string[]
}
