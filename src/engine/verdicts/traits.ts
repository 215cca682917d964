/**
 * What a flow shows at a glance, as a set of bits. Rules name the traits that they need, so that most rules need not
 * run for most flows.
 */
import { Completeness, EndpointBit, FlowBit, TcpState } from '../../contracts/abi'
import type { FlowRecord } from '../flowRecord'
import { isGraceful } from '../flows/close'
import { waitingForAck } from './data/outstanding'
import type { CaptureFacts } from './rule'

/** Bits 0 to 11 say that either endpoint is in the state of that number. */
const inState = (...states: readonly TcpState[]): number => states.reduce((set, state) => set | (1 << state), 0)

export const FlowTrait = {
  SYN_SENT: inState(TcpState.SYN_SENT),
  SYN_RCVD: inState(TcpState.SYN_RCVD),
  ESTABLISHED: inState(TcpState.ESTABLISHED),
  FIN_WAIT_1: inState(TcpState.FIN_WAIT_1),
  FIN_WAIT_2: inState(TcpState.FIN_WAIT_2),
  CLOSE_WAIT: inState(TcpState.CLOSE_WAIT),
  CLOSING: inState(TcpState.CLOSING),
  LAST_ACK: inState(TcpState.LAST_ACK),
  TIME_WAIT: inState(TcpState.TIME_WAIT),
  /** A reset counted. */
  RESET: 1 << 12,
  /** A reset was seen, and none counted. */
  RESET_IGNORED: 1 << 13,
  /** Both FINs were acknowledged. */
  GRACEFUL: 1 << 14,
  FINS_CROSSED: 1 << 15,
  SYNS_CROSSED: 1 << 16,
  HANDSHAKE_COMPLETE: 1 << 17,
  SYN_ACK_AGAIN: 1 << 18,
  MID_STREAM: 1 << 19,
  /** Nothing of one endpoint was captured. */
  ONE_SIDED: 1 << 20,
  /** The addresses and ports served a connection before. */
  EARLIER: 1 << 21,
  FAST_OPEN: 1 << 22,
  DUPLICATES: 1 << 23,
  /** Checksums or segmentation were left to a network card. */
  OFFLOADED: 1 << 24,
  /** Some segment bears an analysis flag. */
  ANALYSIS: 1 << 25,
  /** Data waits for its ACK. */
  DATA_WAITS: 1 << 26,
  /** An ICMP error quotes a segment. */
  ICMP: 1 << 27,
  /** The client's SYN bears the option of Multipath TCP. */
  MPTCP: 1 << 28,
  /** Segments that their receiver drops for their timestamp. */
  TOO_OLD: 1 << 29,
} as const

/** What every flow has one of. */
export const EVERY_FLOW = -1

const ANY_OFFLOAD = FlowBit.SUPER_SEGMENTS_A | FlowBit.SUPER_SEGMENTS_B | FlowBit.OFFLOADED_A | FlowBit.OFFLOADED_B

/** A trait if one of the bits is set, else 0. */
const where = (bits: number, any: number, trait: number): number => ((bits & any) === 0 ? 0 : trait)

/** Set of FlowTrait. Allocates nothing. */
export function traitsOf(flow: FlowRecord, capture: CaptureFacts): number {
  const { bits } = flow
  let traits = (1 << flow.state(0)) | (1 << flow.state(1))
  traits |= where(bits, FlowBit.RESET, FlowTrait.RESET)
  traits |= where(bits, FlowBit.FINS_CROSSED, FlowTrait.FINS_CROSSED)
  traits |= where(bits, FlowBit.SYNS_CROSSED, FlowTrait.SYNS_CROSSED)
  traits |= where(bits, FlowBit.HANDSHAKE_COMPLETE, FlowTrait.HANDSHAKE_COMPLETE)
  traits |= where(bits, FlowBit.MID_STREAM, FlowTrait.MID_STREAM)
  traits |= where(bits, FlowBit.DUPLICATES, FlowTrait.DUPLICATES)
  traits |= where(bits, ANY_OFFLOAD, FlowTrait.OFFLOADED)
  traits |= where(bits, FlowBit.TOO_OLD_A | FlowBit.TOO_OLD_B, FlowTrait.TOO_OLD)
  if ((bits & FlowBit.RESET) === 0 && (flow.completeness & Completeness.RST) !== 0) traits |= FlowTrait.RESET_IGNORED
  if (isGraceful(flow)) traits |= FlowTrait.GRACEFUL
  if (flow.synAckRetransmissions > 0) traits |= FlowTrait.SYN_ACK_AGAIN
  if (flow.segments(0) === 0 || flow.segments(1) === 0) traits |= FlowTrait.ONE_SIDED
  if (flow.earlier !== null) traits |= FlowTrait.EARLIER
  if (flow.endpointHas(flow.clientIndex, EndpointBit.FASTOPEN)) traits |= FlowTrait.FAST_OPEN
  if (flow.endpointHas(flow.clientIndex, EndpointBit.MPTCP)) traits |= FlowTrait.MPTCP
  if (flow.hasAnalysis) traits |= FlowTrait.ANALYSIS
  if (waitingForAck(flow) !== null) traits |= FlowTrait.DATA_WAITS
  if (capture.icmp(flow.id).length > 0) traits |= FlowTrait.ICMP
  return traits
}
