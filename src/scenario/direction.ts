/** What one endpoint sent to another, in relative sequence numbers: fills in what a script leaves out. */
export class Direction {
  /** After the highest sequence number sent. */
  next = 0
  /** Window field of the last segment. */
  window = 65_535
  /** Newest timestamp value that arrived. */
  timestamp = 0
  /** Up to where everything arrived at the peer. */
  arrived = 0
  /** Arrived beyond a hole: [start, end). */
  private readonly ahead: [number, number][] = []

  sent(seq: number, sequenceLength: number): void {
    this.next = Math.max(this.next, seq + sequenceLength)
  }

  received(seq: number, sequenceLength: number): void {
    if (sequenceLength > 0) this.ahead.push([seq, seq + sequenceLength])
    for (let joins = true; joins; ) {
      const joined = this.ahead.find(([start, end]) => start <= this.arrived && end > this.arrived)
      if (joined) this.arrived = joined[1]
      joins = joined !== undefined
    }
  }
}
