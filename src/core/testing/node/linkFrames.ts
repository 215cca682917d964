import { LinkType } from '../../../contracts/abi'
import { ethernet, ipv4, ipv6, join, type SampleFrame, tcp, word } from './headers'

const packet = ipv4(tcp())
const packet6 = ipv6(tcp())
const llc = join('aa aa 03  00 00 00  0800', packet)
const trailer = 'aaaaaaaaaaaa'
const wlanAddresses = '0000 001b21000002 001b21000001 001b21000003 0010'

/** One segment in every kind of link-layer header that we read; named as in a test's title. */
export const linkFrames: SampleFrame[] = [
  link('Ethernet', LinkType.ETHERNET, ethernet(0x0800, packet)),
  link('Ethernet with padding', LinkType.ETHERNET, join(ethernet(0x0800, packet), trailer)),
  link('Ethernet with IPv6', LinkType.ETHERNET, ethernet(0x86dd, packet6)),
  link('IEEE 802.3 with SNAP', LinkType.ETHERNET, join(ethernet(llc.length, llc), trailer)),
  link(
    'IEEE 802.3 with the LLC access point of IP',
    LinkType.ETHERNET,
    ethernet(packet.length + 3, join('06 06 03', packet)),
  ),
  link('SNAP with a bridged Ethernet frame', LinkType.ETHERNET, snapBridged()),
  link('an 802.1Q tag', LinkType.ETHERNET, ethernet(0x8100, join('0064 0800', packet))),
  link('802.1ad and 802.1Q tags', LinkType.ETHERNET, ethernet(0x88a8, join('0064 8100 00c8 0800', packet))),
  link('old stacked tags', LinkType.ETHERNET, ethernet(0x9100, join('0064 9100 0064 8100 00c8 86dd', packet6))),
  link('a tag before a length', LinkType.ETHERNET, ethernet(0x8100, join('0064', word(llc.length), llc))),
  link('an 802.1ah service tag', LinkType.ETHERNET, ethernet(0x88e7, join('00000064', ethernet(0x0800, packet)))),
  link('an 802.1BR tag', LinkType.ETHERNET, ethernet(0x893f, join('0000 0000 0000 0800', packet))),
  link('FabricPath', LinkType.ETHERNET, ethernet(0x8903, join('0000', ethernet(0x0800, packet)))),
  link('a PPPoE session', LinkType.ETHERNET, ethernet(0x8864, pppoe('0021', packet))),
  link('a PPPoE session with IPv6', LinkType.ETHERNET, join(ethernet(0x8864, pppoe('0057', packet6)), trailer)),
  link('an MPLS label', LinkType.ETHERNET, ethernet(0x8847, join('00064140', packet))),
  link('a stack of MPLS labels', LinkType.ETHERNET, ethernet(0x8848, join('00064040 00065140', packet6))),
  link('an MPLS pseudowire', LinkType.ETHERNET, ethernet(0x8847, join('00064140', ethernet(0x0800, packet)))),
  link(
    'an MPLS pseudowire with a control word',
    LinkType.ETHERNET,
    ethernet(0x8847, join('00064140 00000001', ethernet(0x0800, packet))),
  ),
  link('Linux cooked capture', LinkType.LINUX_SLL, join('0000 0001 0006 001b21000001 0000 0800', packet)),
  link(
    'Linux cooked capture with a VLAN tag',
    LinkType.LINUX_SLL,
    join('0000 0001 0006 001b21000001 0000 8100 0064 0800', packet),
  ),
  link(
    'Linux cooked capture of a GRE device',
    LinkType.LINUX_SLL,
    join('0000 030a 0006 001b21000001 0000 86dd', packet6),
  ),
  link(
    'Linux cooked capture, version 2',
    LinkType.LINUX_SLL2,
    join('0800 0000 00000001 0001 00 06 001b210000010000', packet),
  ),
  link(
    'Linux cooked capture, version 2, with IPv6',
    LinkType.LINUX_SLL2,
    join('86dd 0000 00000001 0001 00 06 001b210000010000', packet6),
  ),
  link('BSD loopback, little-endian', LinkType.NULL, join('02000000', packet)),
  link('BSD loopback, big-endian', LinkType.NULL, join('00000002', packet)),
  link('BSD loopback of FreeBSD with IPv6', LinkType.NULL, join('1c000000', packet6)),
  link('BSD loopback of macOS with IPv6', LinkType.NULL, join('0000001e', packet6)),
  link('BSD loopback of NetBSD with IPv6', LinkType.NULL, join('18000000', packet6)),
  link('BSD loopback as old Linux wrote it', LinkType.NULL, join('00000800', packet)),
  link('OpenBSD loopback', LinkType.LOOP, join('00000002', packet)),
  link('raw IP', LinkType.RAW, packet),
  link('raw IP, version 6', LinkType.RAW, packet6),
  link('raw IP, BSD', LinkType.RAW_BSD, packet),
  link('raw IP, OpenBSD', LinkType.RAW_OPENBSD, packet),
  link('raw IPv4', LinkType.IPV4, packet),
  link('raw IPv6', LinkType.IPV6, packet6),
  link('PPP', LinkType.PPP, join('ff 03 0021', packet)),
  link('PPP without address and control', LinkType.PPP, join('0021', packet)),
  link('PPP with a compressed protocol', LinkType.PPP, join('57', packet6)),
  link('PPP in HDLC-like framing', LinkType.PPP_HDLC, join('ff 03 21', packet)),
  link('PPP with MPLS', LinkType.PPP, join('ff 03 0281 00064140', packet)),
  link('Cisco HDLC on a PPP link type', LinkType.PPP_HDLC, join('0f 00 0800', packet)),
  link('PPPoE alone', LinkType.PPP_ETHER, pppoe('0021', packet)),
  link('Cisco HDLC', LinkType.C_HDLC, join('0f 00 0800', packet)),
  link('Cisco HDLC with MPLS', LinkType.C_HDLC, join('0f 00 8847 00064140', packet)),
  link('FDDI', LinkType.FDDI, join('50 001b21000002 001b21000001', llc)),
  link('Token Ring', LinkType.IEEE802_5, join('10 40 001b21000002 001b21000001', llc)),
  link(
    'Token Ring with a source route',
    LinkType.IEEE802_5,
    join('10 40 001b21000002 801b21000001 0670 0011 0020', llc),
  ),
  link('802.11 data', LinkType.IEEE802_11, join('0801', wlanAddresses, llc)),
  link('802.11 data with quality of service', LinkType.IEEE802_11, join('8802', wlanAddresses, '0000', llc)),
  link('802.11 data between access points', LinkType.IEEE802_11, join('0803', wlanAddresses, '001b21000004', llc)),
  link('radiotap', LinkType.IEEE802_11_RADIOTAP, join('00 00 0900 02000000 00', '0801', wlanAddresses, llc)),
  link(
    'radiotap with a padded header',
    LinkType.IEEE802_11_RADIOTAP,
    join('00 00 0900 02000000 20', '8801', wlanAddresses, '0000 0000', llc),
  ),
  link('Prism', LinkType.IEEE802_11_PRISM, join('44000000 90000000', new Uint8Array(136), '0801', wlanAddresses, llc)),
  link('AVS', LinkType.IEEE802_11_AVS, join('80211001 00000040', new Uint8Array(56), '0801', wlanAddresses, llc)),
  link('PPI', LinkType.PPI, join('00 00 0800 69000000', '0801', wlanAddresses, llc)),
  link('PPI with Ethernet', LinkType.PPI, join('00 00 0800 01000000', ethernet(0x0800, packet))),
  link('NFLOG', LinkType.NFLOG, join('02 00 0000', '0500 0a00 00000000', nflogPayload(packet))),
  link('NFLOG with IPv6', LinkType.NFLOG, join('0a 00 0000', '0800 0100 86dd0300', nflogPayload(packet6))),
  link('PKTAP', LinkType.PKTAP, join('6c000000 01000000 01000000', new Uint8Array(96), ethernet(0x0800, packet))),
  link('IP over InfiniBand', LinkType.IPOIB, join(new Uint8Array(40), '0800 0000', packet)),
  link('SLIP', LinkType.SLIP, join('00 45', new Uint8Array(14), packet)),
]

function link(name: string, linkType: number, frame: Uint8Array): SampleFrame {
  return { name, linkType, frame }
}

function pppoe(protocol: string, payload: Uint8Array): Uint8Array {
  return join('11 00 0001', word(payload.length + 2), protocol, payload)
}

function snapBridged(): Uint8Array {
  const inner = join('aa aa 03  00 80 c2  0007 0000', ethernet(0x0800, packet))
  return ethernet(inner.length, inner)
}

function nflogPayload(payload: Uint8Array): Uint8Array {
  const length = payload.length + 4
  return join(Uint8Array.of(length & 0xff, length >> 8), '0900', payload)
}
