/** The octet that IPv4 calls DS field and IPv6 traffic class: DSCP (RFC 2474) and ECN (RFC 3168). */
import type { FieldNode } from '../../../contracts/segment'
import { type FrameBytes, hexNumber } from '../frameBytes'

const ECN: readonly string[] = [
  'not ECN-capable',
  'ECN-capable, ECT(1)',
  'ECN-capable, ECT(0)',
  'congestion experienced',
]

export function trafficClassNode(
  frame: FrameBytes,
  prefix: 'ip.dsfield' | 'ipv6.tclass',
  at: number,
  length: number,
  octet: number,
): FieldNode {
  const dscp = octet >> 2
  const ecn = octet & 3
  const congestion = ecn === 3 ? '. A router marked it instead of dropping it.' : ''
  return frame.node(
    prefix,
    'Traffic class',
    `DSCP ${dscp}, ${ECN[ecn] ?? ''}`,
    at,
    length,
    `${hexNumber(octet, 2)}${congestion}`,
    [
      frame.node(`${prefix}.dscp`, 'DSCP', dscp, at, length),
      frame.node(`${prefix}.ecn`, 'ECN', ecn, at, length, ECN[ecn] ?? ''),
    ],
  )
}
