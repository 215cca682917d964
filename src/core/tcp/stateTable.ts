/**
 * The connection states of RFC 9293 as a table: from, event, to. The first block reads like Figure 5 of §3.3.2; the
 * second holds what only an observer in the middle needs. A pair that isn't listed leaves the state as it is.
 */
import { TcpState } from '../../contracts/abi'

/** What happens to an endpoint: it sends (SND) or receives (RCV) a segment. */
export enum Event {
  SND_SYN = 0,
  SND_SYN_ACK = 1,
  RCV_SYN = 2,
  RCV_SYN_ACK = 3,
  RCV_ACK_OF_SYN = 4,
  SND_FIN = 5,
  RCV_FIN = 6,
  RCV_ACK_OF_FIN = 7,
  SND_RST = 8,
  RCV_RST = 9,
  /** Sends a segment of a synchronized connection (data or an ACK, no SYN). */
  SND_OTHER = 10,
  /** Sends a FIN that it sent before: the ACK of it did not arrive. */
  SND_FIN_AGAIN = 11,
}

const EVENTS: u32 = 12
const STATES: u32 = 12
const ABSENT: u8 = 0xff
const table = new StaticArray<u8>(STATES * EVENTS)

function edge(from: TcpState, event: Event, to: TcpState): void {
  table[from * EVENTS + event] = to as u8
}

/** Fills the table; call once before `transition`. */
export function buildStateTable(): void {
  for (let i: u32 = 0; i < STATES * EVENTS; i++) table[i] = ABSENT

  // RFC 9293 §3.3.2, Figure 5, and §3.10.7 where the figure leaves an arrow out.
  edge(TcpState.CLOSED, Event.SND_SYN, TcpState.SYN_SENT) // active OPEN
  edge(TcpState.LISTEN, Event.SND_SYN, TcpState.SYN_SENT) // SEND on a passive OPEN
  edge(TcpState.LISTEN, Event.RCV_SYN, TcpState.SYN_RCVD)
  edge(TcpState.SYN_SENT, Event.RCV_SYN, TcpState.SYN_RCVD) // simultaneous open, §3.5
  edge(TcpState.SYN_SENT, Event.RCV_SYN_ACK, TcpState.ESTABLISHED)
  edge(TcpState.SYN_RCVD, Event.RCV_ACK_OF_SYN, TcpState.ESTABLISHED)
  edge(TcpState.SYN_RCVD, Event.SND_FIN, TcpState.FIN_WAIT_1)
  edge(TcpState.SYN_RCVD, Event.RCV_FIN, TcpState.CLOSE_WAIT) // §3.10.7.4, eighth
  edge(TcpState.ESTABLISHED, Event.SND_FIN, TcpState.FIN_WAIT_1)
  edge(TcpState.ESTABLISHED, Event.RCV_FIN, TcpState.CLOSE_WAIT)
  edge(TcpState.FIN_WAIT_1, Event.RCV_ACK_OF_FIN, TcpState.FIN_WAIT_2)
  edge(TcpState.FIN_WAIT_1, Event.RCV_FIN, TcpState.CLOSING)
  edge(TcpState.FIN_WAIT_2, Event.RCV_FIN, TcpState.TIME_WAIT)
  edge(TcpState.CLOSE_WAIT, Event.SND_FIN, TcpState.LAST_ACK)
  edge(TcpState.CLOSING, Event.RCV_ACK_OF_FIN, TcpState.TIME_WAIT)
  edge(TcpState.LAST_ACK, Event.RCV_ACK_OF_FIN, TcpState.CLOSED)
  // §3.5.2 and §3.10.7: a reset ends every state; from SYN_RCVD after a passive OPEN the listener remains, but this
  // connection is gone.
  for (let state: u32 = TcpState.LISTEN; state <= <u32>TcpState.TIME_WAIT; state++) {
    edge(state, Event.SND_RST, TcpState.CLOSED)
    if (state !== <u32>TcpState.LISTEN) edge(state, Event.RCV_RST, TcpState.CLOSED)
  }

  // What an observer adds: a capture that began late, segments that were not captured, and proof that a presumed
  // step did not happen.
  edge(TcpState.UNKNOWN, Event.SND_SYN, TcpState.SYN_SENT)
  edge(TcpState.UNKNOWN, Event.RCV_SYN, TcpState.SYN_RCVD)
  edge(TcpState.CLOSED, Event.RCV_SYN, TcpState.SYN_RCVD)
  edge(TcpState.UNKNOWN, Event.SND_FIN, TcpState.FIN_WAIT_1)
  edge(TcpState.UNKNOWN, Event.RCV_FIN, TcpState.CLOSE_WAIT)
  edge(TcpState.UNKNOWN, Event.SND_RST, TcpState.CLOSED)
  edge(TcpState.UNKNOWN, Event.RCV_RST, TcpState.CLOSED)
  edge(TcpState.LISTEN, Event.SND_OTHER, TcpState.ESTABLISHED) // its SYN,ACK was not captured
  edge(TcpState.SYN_SENT, Event.SND_OTHER, TcpState.ESTABLISHED) // the peer's SYN,ACK was not captured
  edge(TcpState.SYN_RCVD, Event.SND_OTHER, TcpState.ESTABLISHED) // the ACK of its SYN was not captured
  edge(TcpState.LISTEN, Event.RCV_ACK_OF_SYN, TcpState.ESTABLISHED)
  edge(TcpState.UNKNOWN, Event.RCV_ACK_OF_SYN, TcpState.ESTABLISHED)
  edge(TcpState.LISTEN, Event.RCV_FIN, TcpState.CLOSE_WAIT)
  edge(TcpState.ESTABLISHED, Event.SND_SYN_ACK, TcpState.SYN_RCVD) // it never got the ACK of its SYN
  edge(TcpState.FIN_WAIT_2, Event.SND_FIN_AGAIN, TcpState.FIN_WAIT_1) // it never got the ACK of its FIN
  edge(TcpState.CLOSED, Event.SND_FIN_AGAIN, TcpState.LAST_ACK)
  edge(TcpState.TIME_WAIT, Event.SND_FIN_AGAIN, TcpState.CLOSING)
}

/** The state after `event`, or -1 where the table lists no such step. */
export function transition(from: u32, event: Event): i32 {
  const to = unchecked(table[from * EVENTS + event])
  return to === ABSENT ? -1 : to
}
