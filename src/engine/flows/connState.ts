/** Zeek's conn_state: a connection's end in a word, made of what Zeek knows of both ends. Zeek 8, protocols/conn. */
import { ZeekState } from '../../contracts/abi'
import type { ConnState } from '../../contracts/flow'

/** A SYN, then a reset by the same side, with nothing but counts between them. */
const RESET_AFTER_SYN = /^\^?S[^HAFGIQ]*R/

const isSilent = (state: ZeekState): boolean => state === ZeekState.INACTIVE || state === ZeekState.PARTIAL

/**
 * @param isEmpty neither side sent data
 * @param history decides between two ends of a connection whose responder was silent
 */
export function connStateOf(originator: ZeekState, responder: ZeekState, isEmpty: boolean, history: string): ConnState {
  if (responder === ZeekState.RESET) {
    if (originator === ZeekState.SYN_SENT || originator === ZeekState.SYN_ACK_SENT) return 'REJ'
    if (originator === ZeekState.RESET && isEmpty) return 'REJ'
    return isSilent(originator) ? 'RSTRH' : 'RSTR'
  }
  if (originator === ZeekState.RESET) {
    if (!isSilent(responder)) return 'RSTO'
    return RESET_AFTER_SYN.test(history) ? 'RSTOS0' : 'OTH'
  }
  if (originator === ZeekState.CLOSED) {
    if (responder === ZeekState.CLOSED) return 'SF'
    return isSilent(responder) ? 'SH' : 'S2'
  }
  if (responder === ZeekState.CLOSED) return isSilent(originator) ? 'SHR' : 'S3'
  if (originator === ZeekState.SYN_SENT && responder === ZeekState.INACTIVE) return 'S0'
  return originator === ZeekState.ESTABLISHED && responder === ZeekState.ESTABLISHED ? 'S1' : 'OTH'
}
