import { beforeAll, describe, expect, it } from 'vitest'
import { LinkType } from '../../contracts/abi'
import { type Dissect, loadLayers } from '../testing/node/dissect'
import { CLIENT, ipv4, ipv6, join, PORTS, SERVER, SERVER_6, tcp, word } from '../testing/node/headers'

let dissect: Dissect
const ip = (packet: Uint8Array, original?: number) => dissect(LinkType.RAW, packet, original)

beforeAll(async () => {
  dissect = await loadLayers()
})

describe('IPv4', () => {
  it('skips options', () => {
    expect(ip(ipv4(tcp(), { options: '01010100' }))).toMatchObject({ at: 24, length: 24 })
  })

  it('takes the rest of the frame where segmentation offload left the total length 0', () => {
    expect(ip(join(ipv4(tcp(), { totalLength: 0 }), 'aaaa'))).toMatchObject({ captured: 26, length: 26 })
  })

  it('finds nothing where the total length is shorter than the header', () => {
    expect(ip(ipv4(tcp(), { totalLength: 19 }))).toBeNull()
  })

  it('finds nothing where the header length is below 20 or beyond the capture', () => {
    const packet = ipv4(tcp())
    packet[0] = 0x44
    expect(ip(packet)).toBeNull()
    packet[0] = 0x4f
    expect(ip(packet)).toBeNull()
  })

  it('keeps to the frame where the total length exceeds it', () => {
    expect(ip(ipv4(tcp(), { totalLength: 1500 }))).toMatchObject({ captured: 24, length: 24 })
  })

  it('tells the length as sent where the capture cut the frame', () => {
    expect(ip(ipv4(tcp(), { totalLength: 1500 }), 1500)).toMatchObject({ captured: 24, length: 1480 })
  })

  it('finds nothing in quoted headers of ICMP errors', () => {
    expect(ip(ipv4(join('03010000 00000000', ipv4(tcp())), { protocol: 1 }))).toBeNull()
    expect(ip(ipv6(join('01000000 00000000', ipv6(tcp())), { next: 58 }))).toBeNull()
  })

  it('takes a packet that must not be fragmented for whole', () => {
    expect(ip(ipv4(tcp(), { fragment: 0x4000 }))).toMatchObject({ ports: PORTS })
  })

  it('reads a first fragment that the capture cut, since it can never be reassembled', () => {
    const packet = ipv4(tcp(), { fragment: 0x2000, totalLength: 1500 })
    expect(ip(packet, 1500)).toMatchObject({ captured: 24, length: 1480 })
    expect(ip(ipv4(tcp(), { fragment: 0x0003, totalLength: 1500 }), 1500)).toBeNull()
  })

  it.each([
    ['loose', '83'],
    ['strict', '89'],
  ])('takes the end of an unfinished %s source route for the destination', (_, kind) => {
    const onRoute = ipv4(tcp(), { options: `01${kind}0b04 0a000007 0a000009` })
    expect(ip(onRoute)).toMatchObject({ source: CLIENT, destination: '10.0.0.9', at: 32 })
    const arrived = ipv4(tcp(), { options: `01${kind}0b0c 0a000007 0a000009` })
    expect(ip(arrived)).toMatchObject({ destination: SERVER })
  })

  it('ignores a source route that is longer than the options', () => {
    expect(ip(ipv4(tcp(), { options: '010101 83ff04 0a 000007' }))).toMatchObject({ destination: SERVER })
  })
})

describe('IPv6', () => {
  const options = '06 00 0104 00000000'

  it.each([
    ['hop-by-hop options', 0, options],
    ['destination options', 60, options],
    ['a mobility header', 135, options],
    ['an authentication header', 51, '06 04 0000 00000001 00000001 000000000000000000000000'],
    ['an atomic fragment', 44, '06 00 0000 00000001'],
    ['three headers', 0, '3c 00 0104 00000000  2c 01 0102 0000 0000000000000000 0000  06 00 0000 00000001'],
  ])('looks behind %s', (_, next, headers) => {
    expect(ip(ipv6(join(headers, tcp()), { next }))).toMatchObject({ destination: SERVER_6, ports: PORTS, length: 24 })
  })

  it('takes the end of an unfinished route for the destination', () => {
    const last = '20010db8000000000000000000000009'
    const found = { destination: '2001:db8:0:0:0:0:0:9', ports: PORTS }
    expect(ip(ipv6(join('06 02 00 01 00000000', last, tcp()), { next: 43 }))).toMatchObject(found)
    expect(ip(ipv6(join('06 02 04 01 01000000', last, tcp()), { next: 43 }))).toMatchObject(found)
    const arrived = ipv6(join('06 02 04 00 01000000', last, tcp()), { next: 43 })
    expect(ip(arrived)).toMatchObject({ destination: SERVER_6 })
  })

  it('takes the rest of the frame where the payload length is 0', () => {
    expect(ip(ipv6(tcp(), { payloadLength: 0 }))).toMatchObject({ length: 24 })
    const jumbo = join('06 00 c204 00000020', tcp())
    expect(ip(ipv6(jumbo, { next: 0, payloadLength: 0 }))).toMatchObject({ length: 24 })
  })

  it('ends at the payload length', () => {
    expect(ip(join(ipv6(tcp()), word(0xaaaa)))).toMatchObject({ captured: 24, length: 24 })
  })

  it('finds nothing behind encryption or where there is no next header', () => {
    expect(ip(ipv6(tcp(), { next: 50 }))).toBeNull()
    expect(ip(ipv6(tcp(), { next: 59 }))).toBeNull()
  })

  it('finds nothing behind an extension header that is cut', () => {
    expect(ip(ipv6(join('06 ff 0000', tcp()), { next: 60 }))).toBeNull()
  })
})
