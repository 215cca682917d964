/**
 * The states that Zeek's conn_state is made of: coarser than RFC 9293's, and taken from control bits alone, without a
 * look at the numbers. Behaviour: Zeek 8, TCPSessionAdapter::UpdateStateMachine.
 */
import { Flag, ZeekState } from '../../contracts/abi'
import { flip } from './letters'
import { isOriginator, setState, stateBefore, stateOf } from './record'

/** The endpoint's first segment, or one that didn't wake it. */
function leaveInactive(record: usize, side: usize, flags: u32, length: u32): bool {
  const peer = side ^ 1
  if ((flags & Flag.SYN) !== 0) {
    const isAck = (flags & Flag.ACK) !== 0
    if (isOriginator(record, side)) {
      setState(record, side, isAck ? ZeekState.SYN_ACK_SENT : ZeekState.SYN_SENT)
    } else {
      if (!isAck && stateOf(record, peer) === ZeekState.SYN_ACK_SENT) {
        // SYN and SYN,ACK in the wrong order: the sender of the SYN is the originator after all.
        if (!flip(record)) return false
        setState(record, peer, ZeekState.ESTABLISHED)
      }
      if (stateOf(record, peer) === ZeekState.SYN_SENT) setState(record, peer, ZeekState.ESTABLISHED)
      setState(record, side, ZeekState.ESTABLISHED)
    }
  }
  if ((flags & Flag.FIN) !== 0) setState(record, side, ZeekState.CLOSED)
  if ((flags & Flag.RST) !== 0) setState(record, side, ZeekState.RESET)
  if (stateOf(record, side) !== ZeekState.INACTIVE) return true
  const peerState = stateOf(record, peer)
  // Some acknowledge a SYN before they send their own.
  if (length === 0 && !isOriginator(record, side) && peerState === ZeekState.SYN_SENT) return true
  const isSynMissing = (flags & Flag.ACK) !== 0 && peerState === ZeekState.ESTABLISHED
  setState(record, side, isSynMissing ? ZeekState.ESTABLISHED : ZeekState.PARTIAL)
  return true
}

/** Moves the sender (and, at opening and at the end, its peer) along; false when no memory is left. */
export function moveZeekStates(record: usize, side: usize, flags: u32, length: u32): bool {
  const state = stateOf(record, side)
  if (state === ZeekState.INACTIVE) return leaveInactive(record, side, flags, length)
  const control = flags & (Flag.SYN | Flag.FIN | Flag.RST)
  if (control === 0) return true
  const peer = side ^ 1
  const isFin = (control & Flag.FIN) !== 0
  const isRst = (control & Flag.RST) !== 0
  if (state === ZeekState.SYN_SENT || state === ZeekState.SYN_ACK_SENT) {
    if (isFin) setState(record, side, ZeekState.CLOSED)
    if (isRst) setState(record, side, ZeekState.RESET)
  } else if (state === ZeekState.ESTABLISHED || state === ZeekState.PARTIAL) {
    const wasPartial = state === ZeekState.PARTIAL && stateOf(record, peer) === ZeekState.INACTIVE
    if ((flags & (Flag.SYN | Flag.ACK)) === Flag.SYN && wasPartial) setState(record, side, ZeekState.SYN_SENT)
    if (isFin && !isRst) {
      setState(record, side, ZeekState.CLOSED)
      // A peer that sent FIN, then RST: the connection closed as it should.
      const isPeerReset = stateOf(record, peer) === ZeekState.RESET
      if (isPeerReset && stateBefore(record, peer) === ZeekState.CLOSED) setState(record, peer, ZeekState.CLOSED)
    }
    if (isRst) setState(record, side, ZeekState.RESET)
  } else if (state === ZeekState.CLOSED && isRst && stateOf(record, peer) !== ZeekState.CLOSED) {
    setState(record, side, ZeekState.RESET)
  }
  return true
}
