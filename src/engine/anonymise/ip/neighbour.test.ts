import { expect, test } from 'vitest'
import { LinkType } from '../../../contracts/abi'
import { anonymisedFrame } from '../anonymisedFrame'
import { Mask } from '../mask'

const ROUTER = '20010db8000000000000000000000001'
const NODES = 'ff020000000000000000000000000001'
const SECRET = Buffer.from('who it is that asks, told where nobody reads')

/** A router advertisement with one option of `type`: `fixed` after type and length, then all of SECRET that has room. */
function advertisement(type: number, units: number, fixed: string): Buffer {
  const option = Buffer.alloc(units * 8)
  option[0] = type
  option[1] = units
  const start = option.write(fixed, 2, 'hex') + 2
  SECRET.copy(option, start)
  const message = Buffer.concat([Buffer.from('86000000400007080000000000000000', 'hex'), option])
  const header = Buffer.from(`6000000000003aff${ROUTER}${NODES}`, 'hex')
  header.writeUInt16BE(message.length, 4)
  return Buffer.concat([Buffer.from('33330000000102000000000186dd', 'hex'), header, message])
}

test.each([
  ['a route longer than an address', 24, 7, '4000000000000000000000000000000000000000000000'],
  ['name servers with a rest', 25, 6, '000000000e10'],
  ['an MTU longer than it can be', 5, 6, '0000000005dc'],
  ['an unknown option', 200, 6, ''],
])('nothing is left in %s', (_, type, units, fixed) => {
  const bytes = advertisement(type, units, fixed)
  for (const hasPayloads of [true, false]) {
    const plain = { bytes, linkType: LinkType.ETHERNET, originalLength: bytes.length }
    const written = Buffer.from(anonymisedFrame(plain, Mask.of('a key'), hasPayloads))
    expect(written).toHaveLength(bytes.length)
    for (let at = 0; at + 4 <= SECRET.length; at += 1)
      expect(written.includes(SECRET.subarray(at, at + 4)), `letters ${at} to ${at + 4}`).toBe(false)
  }
})
