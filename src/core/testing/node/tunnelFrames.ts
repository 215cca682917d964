import { LinkType } from '../../../contracts/abi'
import { ethernet, ipv4, ipv6, join, outer, type SampleFrame, tcp, tunnelled, word } from './headers'

const packet = ipv4(tcp())
const packet6 = ipv6(tcp())
const inner = ethernet(0x0800, packet)
const datagram = (port: number, payload: Uint8Array) =>
  join('c000', word(port), word(payload.length + 8), '0000', payload)

/** One segment in every tunnel over IP that we read; named as in a test's title. */
export const tunnelFrames: SampleFrame[] = [
  tunnel('IP in IP', outer(4, packet)),
  tunnel('IPv6 in IPv4', outer(41, packet6)),
  tunnel('IPv4 in IPv6', ethernet(0x86dd, ipv6(packet, { next: 4 }))),
  tunnel('IPv6 in IPv6', ethernet(0x86dd, ipv6(packet6, { next: 41 }))),
  tunnel('Ethernet in IP', outer(97, join('3000', inner))),
  tunnel('Ethernet over SRv6', ethernet(0x86dd, ipv6(inner, { next: 143 }))),
  tunnel('MPLS in IP', outer(137, join('00064140', packet))),
  tunnel('GRE', outer(47, join('0000 0800', packet))),
  tunnel('GRE with IPv6', outer(47, join('0000 86dd', packet6))),
  tunnel('GRE with checksum, key and sequence number', outer(47, join('b000 0800 00000000 00000007 00000001', packet))),
  tunnel('GRE with a source route', outer(47, join('4000 0800 00000000', '0800 00 04 c0000203', '00000000', packet))),
  tunnel('GRE with Ethernet', outer(47, join('2000 6558 00000007', inner))),
  tunnel('GRE with MPLS', outer(47, join('0000 8847 00064140', packet))),
  tunnel(
    'GRE of PPTP',
    outer(47, join('3081 880b', word(packet.length + 4), '0001 00000001 00000001', 'ff030021', packet)),
  ),
  tunnel(
    'GRE of PPTP without acknowledgment',
    outer(47, join('3001 880b', word(packet.length + 1), '0001 00000001', '21', packet)),
  ),
  tunnel('GRE of WCCP', outer(47, join('0000 883e 00000000', packet))),
  tunnel('EoIP', outer(47, join('2001 6400', word(inner.length), '0200', inner))),
  tunnel('ERSPAN type I', outer(47, join('0000 88be', inner))),
  tunnel('ERSPAN type II', outer(47, join('1000 88be 00000001', '1064 0001 00000000', inner))),
  tunnel('ERSPAN type III', outer(47, join('1000 22eb 00000001', '2064 0001 00000000 00000000', inner))),
  tunnel(
    'ERSPAN type III with a platform header',
    outer(47, join('1000 22eb 00000001', '2064 0001 00000000 00000001', '0000000000000000', inner)),
  ),
  tunnel('VXLAN', tunnelled(4789, join('0800000000006400', inner))),
  tunnel('VXLAN on the old port of Linux', tunnelled(8472, join('0800000000006400', inner))),
  tunnel('VXLAN in IPv6', ethernet(0x86dd, ipv6(datagram(4789, join('0800000000006400', inner)), { next: 17 }))),
  tunnel('VXLAN-GPE with IPv4', tunnelled(4790, join('0c00000100006400', packet))),
  tunnel('VXLAN-GPE with Ethernet', tunnelled(4790, join('0c00000300006400', inner))),
  tunnel('Geneve', tunnelled(6081, join('0000 6558 00006400', inner))),
  tunnel('Geneve with options and IPv6', tunnelled(6081, join('0200 86dd 00006400', '0102800100000007', packet6))),
  tunnel('GTP-U', tunnelled(2152, join('30ff', word(packet.length), '00000001', packet))),
  tunnel(
    'GTP-U with a sequence number',
    tunnelled(2152, join('32ff', word(packet.length + 4), '00000001 0005 00 00', packet)),
  ),
  tunnel(
    'GTP-U with an extension header',
    tunnelled(2152, join('34ff', word(packet6.length + 8), '00000001 0000 00 85', '01 0009 00', packet6)),
  ),
  tunnel(
    'GTP version 0',
    tunnelled(2152, join('1eff', word(packet.length), '0001 0001 ffffffff', '0000000000000000', packet)),
  ),
  tunnel('Teredo', tunnelled(3544, packet6)),
  tunnel(
    'Teredo with both indications',
    tunnelled(3544, join('0001 00 00 0000000000000000 00', '0000 9fff 3ffffdfe', packet6)),
  ),
  tunnel('L2TP', tunnelled(1701, join('0002 0001 0001', 'ff030021', packet))),
  tunnel(
    'L2TP with length, sequence numbers and offset',
    tunnelled(1701, join('4a02', word(packet.length + 20), '0001 0001 0001 0002 0002 0000', 'ff030021', packet)),
  ),
  tunnel('GRE in UDP', tunnelled(4754, join('0000 0800', packet))),
  tunnel('MPLS in UDP', tunnelled(6635, join('00064140', packet))),
  tunnel(
    'VXLAN in Geneve in GRE',
    outer(
      47,
      join(
        '0000 0800',
        tunnelled(6081, join('0000 6558 00006400', tunnelled(4789, join('0800000000006400', inner)))).subarray(14),
      ),
    ),
  ),
]

function tunnel(name: string, frame: Uint8Array): SampleFrame {
  return { name, linkType: LinkType.ETHERNET, frame }
}
