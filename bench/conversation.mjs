// What the two ends of a synthetic TCP connection say, segment by segment.
export const FIN = 1
export const SYN = 2
export const RST = 4
export const PSH = 8
export const ACK = 16

const MSS = 1448
const SHARE_RETRANSMITTED = 0.005
const SHARE_RESET = 0.05
const CLOSE_SEGMENTS = 4
const next32 = (number, by) => (number + by) >>> 0

/** A connection of exactly `segments` segments; too few for a handshake or a close leave it open or half-open. */
export class Conversation {
  /** @param random uniform numbers from 0 up to 1 */
  constructor(segments, random) {
    this.left = segments
    this.random = random
    this.sent = 0
    /** Next sequence number of client and server. */
    this.next = [Math.floor(random() * 2 ** 32), Math.floor(random() * 2 ** 32)]
    this.last = null
    this.sinceAck = 0
    this.isReset = random() < SHARE_RESET
  }

  /** The next segment: who sends it (0: client, 1: server), its numbers, flags and payload bytes. */
  take() {
    const left = this.left--
    const step = this.sent++
    if (step === 0) return this.say(0, SYN, 0)
    if (step === 1) return this.say(1, SYN | ACK, 0)
    if (step === 2) return this.say(0, ACK, 0)
    if (step === 3) return this.say(0, PSH | ACK, 60 + Math.floor(this.random() * 400))
    if (this.isReset && left === 1) return this.say(1, RST | ACK, 0)
    if (!this.isReset && left <= CLOSE_SEGMENTS) return this.closing(left)
    return this.data()
  }

  closing(left) {
    // FIN, ACK, FIN, ACK: the client closes first.
    if (left === 4) return this.say(0, FIN | ACK, 0)
    if (left === 3) return this.say(1, ACK, 0)
    return left === 2 ? this.say(1, FIN | ACK, 0) : this.say(0, ACK, 0)
  }

  /** The server sends, the client acknowledges every second segment; now and then one comes again. */
  data() {
    if (this.sinceAck >= 2) {
      this.sinceAck = 0
      return this.say(0, ACK, 0)
    }
    this.sinceAck++
    if (this.last !== null && this.random() < SHARE_RETRANSMITTED) return this.last
    const length = this.random() < 0.8 ? MSS : 1 + Math.floor(this.random() * MSS)
    this.last = this.say(1, length === MSS ? ACK : PSH | ACK, length)
    return this.last
  }

  say(from, flags, length) {
    const seq = this.next[from]
    this.next[from] = next32(seq, length + (flags & (SYN | FIN) ? 1 : 0))
    return { from, seq, ack: flags & ACK ? this.next[1 - from] : 0, flags, length }
  }
}
