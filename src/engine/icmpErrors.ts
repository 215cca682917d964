/** ICMP errors by the flow whose segment they quote. */
import {
  FREE_ROW,
  ICMP_CODE,
  ICMP_FLOW,
  ICMP_FRAME,
  ICMP_IS_IPV6,
  ICMP_MTU,
  ICMP_OFFSET,
  ICMP_REPORTER,
  ICMP_SEQ,
  ICMP_TIME,
  ICMP_TYPE,
} from '../contracts/abi'
import { type FrameNumber, frameNumber } from '../contracts/units'
import type { Core } from './core'
import { toldAddress } from './flows/address'

export interface IcmpError {
  readonly frame: FrameNumber
  /** Of its record in the source. */
  readonly offset: number
  /** Nanoseconds since the epoch, rounded to about 256 ns. */
  readonly ns: number
  /** Who sent the quoted segment: 0 is A, 1 is B. */
  readonly sender: 0 | 1
  /** Of ICMP (RFC 792) or, where `isIpv6`, of ICMPv6 (RFC 4443). */
  readonly type: number
  readonly code: number
  readonly isIpv6: boolean
  /** Next-hop MTU in bytes; 0: none was told. */
  readonly mtu: number
  /** Sequence number of the quoted segment. */
  readonly seq: number
  /** Address of who reports it. */
  readonly reporter: string
}

const NONE: readonly IcmpError[] = []

export class IcmpErrors {
  private readonly byFlow = new Map<number, IcmpError[]>()
  private known = 0

  constructor(private readonly core: Core) {}

  /** The errors about a flow's segments, in order of the capture. */
  of(flow: number): readonly IcmpError[] {
    this.learn()
    return this.byFlow.get(flow) ?? NONE
  }

  /** Takes in what the core has read since. */
  private learn(): void {
    const count = this.core.icmpCount()
    for (; this.known < count; this.known += 1) {
      const pointer = this.core.icmpPointer(this.known)
      const flow = this.core.views.u32[(pointer + ICMP_FLOW) >>> 2] as number
      if (flow === FREE_ROW) continue
      const list = this.byFlow.get(flow >>> 1) ?? []
      list.push(readError(this.core, pointer, (flow & 1) as 0 | 1))
      this.byFlow.set(flow >>> 1, list)
    }
  }
}

function readError(core: Core, pointer: number, sender: 0 | 1): IcmpError {
  const { u8, u32 } = core.views
  const word = (offset: number): number => u32[(pointer + offset) >>> 2] as number
  const isIpv6 = u8[pointer + ICMP_IS_IPV6] === 1
  return {
    frame: frameNumber(word(ICMP_FRAME)),
    offset: core.u64(pointer + ICMP_OFFSET),
    ns: core.u64(pointer + ICMP_TIME),
    sender,
    type: u8[pointer + ICMP_TYPE] as number,
    code: u8[pointer + ICMP_CODE] as number,
    isIpv6,
    mtu: word(ICMP_MTU),
    seq: word(ICMP_SEQ),
    reporter: toldAddress(core, pointer + ICMP_REPORTER, isIpv6),
  }
}
