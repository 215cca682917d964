import { beforeAll, describe, expect, it } from 'vitest'
import { LinkType } from '../../contracts/abi'
import { type Dissect, loadLayers } from '../testing/node/dissect'
import {
  CLIENT,
  CLIENT_6,
  ipv4,
  join,
  outer,
  PORTS,
  SERVER,
  SERVER_6,
  tcp,
  tunnelled,
  word,
} from '../testing/node/headers'
import { tunnelFrames } from '../testing/node/tunnelFrames'

let dissect: Dissect
const frame = (bytes: Uint8Array, original?: number) => dissect(LinkType.ETHERNET, bytes, original)
const packet = ipv4(tcp())

beforeAll(async () => {
  dissect = await loadLayers()
})

describe('tunnels', () => {
  it.each(tunnelFrames)('give the inner segment of $name', ({ frame: bytes }) => {
    const found = frame(bytes)
    const addresses = [found?.source, found?.destination]
    expect([
      [CLIENT, SERVER],
      [CLIENT_6, SERVER_6],
    ]).toContainEqual(addresses)
    expect(found).toMatchObject({ ports: PORTS, captured: 24, length: 24 })
  })

  it('are known by either UDP port', () => {
    const bytes = tunnelled(2152, join('30ff', word(packet.length), '00000001', packet))
    const ports = bytes.subarray(34, 38)
    ports.set([...ports.subarray(2), ...ports.subarray(0, 2)])
    expect(frame(bytes)).toMatchObject({ ports: PORTS })
  })

  it.each([
    ['UDP to another port', tunnelled(53, packet)],
    ['a GTP echo request', tunnelled(2152, join('3001', word(packet.length), '00000001', packet))],
    ['GTP version 2', tunnelled(2123, join('48ff', word(packet.length), '00000001', packet))],
    [
      'a GTP extension header of length 0',
      tunnelled(2152, join('34ff 0040 00000001 0000 00 85', '00 0000 00', packet)),
    ],
    ['an L2TP control message', tunnelled(1701, join('8002 0001 0001', 'ff030021', packet))],
    ['L2TP version 3', tunnelled(1701, join('0003 0001 0001', 'ff030021', packet))],
    ['Geneve of another version', tunnelled(6081, join('4000 0800 00006400', packet))],
    ['GRE of another version', outer(47, join('0002 0800', packet))],
    ['GRE with routes that do not end', outer(47, join('4000 0800 00000000', '0800 00 ff', packet))],
    ['a UDP length below its header', outer(17, join('c000 12b5 0007 0000 0800000000006400', packet))],
  ])('find no segment in %s', (_, bytes) => {
    expect(frame(bytes)).toBeNull()
  })

  it('are left alone where they are nested beyond every sane depth', () => {
    const nested = (depth: number) => {
      let inner = packet
      for (let i = 0; i < depth; i++) inner = ipv4(inner, { protocol: 4 })
      return dissect(LinkType.RAW, inner)
    }
    expect(nested(16)).toMatchObject({ ports: PORTS })
    expect(nested(100)).toBeNull()
  })
})
