import { beforeAll, describe, expect, it } from 'vitest'
import { LinkType } from '../../contracts/abi'
import { type Dissect, loadLayers } from '../testing/node/dissect'
import { CLIENT, CLIENT_6, ethernet, ipv4, join, PORTS, SERVER, SERVER_6, tcp, word } from '../testing/node/headers'
import { linkFrames } from '../testing/node/linkFrames'

let dissect: Dissect

beforeAll(async () => {
  dissect = await loadLayers()
})

describe('link layers', () => {
  it.each(linkFrames)('find the segment in $name', ({ linkType, frame }) => {
    const found = dissect(linkType, frame)
    const addresses = [found?.source, found?.destination]
    expect([
      [CLIENT, SERVER],
      [CLIENT_6, SERVER_6],
    ]).toContainEqual(addresses)
    expect(found).toMatchObject({ ports: PORTS, captured: 24, length: 24 })
  })

  it('find no segment where the link type is unknown', () => {
    expect(dissect(147, ethernet(0x0800, ipv4(tcp())))).toBeNull()
  })

  it('take a type field between 1501 and 1535 for neither a length nor a type', () => {
    expect(dissect(LinkType.ETHERNET, ethernet(1501, ipv4(tcp())))).toBeNull()
  })

  it('end an IEEE 802.3 frame at its length field, so that padding is no payload', () => {
    const llc = join('aa aa 03  00 00 00  0800', ipv4(tcp(), { totalLength: 0 }))
    expect(dissect(LinkType.ETHERNET, join(ethernet(llc.length, llc), 'aaaaaaaa'))).toMatchObject({ length: 24 })
  })

  it('end a PPPoE session frame at its length field', () => {
    const packet = ipv4(tcp(), { totalLength: 0 })
    const pppoe = join('11 00 0001', word(packet.length + 2), '0021', packet, 'aaaaaaaa')
    expect(dissect(LinkType.PPP_ETHER, pppoe)).toMatchObject({ captured: 24, length: 24 })
  })

  it('leave PPPoE discovery alone', () => {
    expect(dissect(LinkType.ETHERNET, ethernet(0x8863, join('11 09 0001 002e 0021', ipv4(tcp()))))).toBeNull()
  })

  it.each([
    ['numbered information', '00 00', true],
    ['a poll', '13', false],
    ['a supervisory frame', '01 00', false],
    ['a disconnect', '43', false],
  ])('look for data in LLC frames that bear it: %s', (_, control, bearsData) => {
    const llc = join('aa aa', control, '00 00 00  0800', ipv4(tcp()))
    expect(dissect(LinkType.ETHERNET, ethernet(llc.length, llc)) !== null).toBe(bearsData)
  })

  it.each([
    ['encrypted', '0841', '0000'],
    ['a null function', '4801', '0000'],
    ['a management frame', '8001', '0000'],
    ['a fragment that is followed by others', '0805', '0000'],
    ['a later fragment', '0801', '0100'],
  ])('find no segment in an 802.11 frame that is %s', (_, control, sequence) => {
    const header = join(control, '0000 001b21000002 001b21000001 001b21000003', sequence)
    const frame = join(header, 'aa aa 03  00 00 00  0800', ipv4(tcp()))
    expect(dissect(LinkType.IEEE802_11, frame)).toBeNull()
  })

  it('read NFLOG attributes of a big-endian machine', () => {
    const packet = ipv4(tcp())
    const frame = join('02 00 0000', '0005 000a 00000000', word(packet.length + 4), '0009', packet)
    expect(dissect(LinkType.NFLOG, frame)).toMatchObject({ ports: PORTS })
  })

  it('stop at an NFLOG attribute that is shorter than its own header', () => {
    expect(dissect(LinkType.NFLOG, join('02 00 0000', '0000 0900', ipv4(tcp())))).toBeNull()
  })

  it('take a MAC address that begins like IPv4 for a pseudowire when the length does not fit', () => {
    const frame = join('45 00 ff ff 00 02 00 1b 21 00 00 01 0800', ipv4(tcp()))
    expect(dissect(LinkType.ETHERNET, ethernet(0x8847, join('00064140', frame)))).toMatchObject({ ports: PORTS })
  })

  it('give up on an MPLS stack without a bottom', () => {
    expect(dissect(LinkType.ETHERNET, ethernet(0x8847, '00064040'.repeat(40)))).toBeNull()
  })
})
