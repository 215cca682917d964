import { isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endpointText, ipv4Text, ipv6Text } from './address'

const groups = (text: string): Uint8Array =>
  Uint8Array.from(
    text.split(':').flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  )

describe('addresses', () => {
  test.each([
    ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['fe80:0:0:0:0:0:0:0', 'fe80::'],
    // RFC 5952 §4.2.2: one zero group stays; §4.2.3: the first of two equal runs, the longest of unequal ones.
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['0:0:0:0:0:ffff:c000:201', '::ffff:192.0.2.1'],
  ])('%s is written %s', (bytes, text) => {
    expect(ipv6Text(groups(bytes), 0)).toBe(text)
  })

  test('any 16 bytes make a valid address', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => isIPv6(ipv6Text(bytes, 0))))
  })

  test('IPv4 begins where it is told to', () => {
    expect(ipv4Text(Uint8Array.of(9, 192, 0, 2, 255), 1)).toBe('192.0.2.255')
  })

  test('a port follows IPv6 in brackets', () => {
    expect(endpointText('192.0.2.1', 443)).toBe('192.0.2.1:443')
    expect(endpointText('2001:db8::1', 443)).toBe('[2001:db8::1]:443')
  })
})
