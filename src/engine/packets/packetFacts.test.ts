import { expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { loadCore, memorySource } from '../capture.fixture'
import { CaptureReader } from '../reader'
import { SegmentRecord } from '../segmentRecord'
import { packetFacts, packetReader } from './packetFacts'

async function factsOf(script: string) {
  const core = await loadCore()
  const source = memorySource(captureOf(script))
  await new CaptureReader(core, source).readAll(() => undefined)
  return packetReader(core, source)(new SegmentRecord(core).at(0), { source: 1000, destination: 443 })
}

const IPV4 = 'A = 10.0.0.5:1000\nB = 192.0.2.10:443\n'

test('reads TTL, IP ID and timestamps', async () => {
  expect(await factsOf(`${IPV4}+0 A > B P. (900) ttl 57 ipid 4242 <nop, nop, TS>\n`)).toMatchObject({
    ttl: 57,
    ipId: 4242,
    hasTimestamps: true,
  })
})

test('reads them behind VLAN tags, and of a large segment', async () => {
  expect(await factsOf(`${IPV4}+0 A > B P. (60000) ttl 3 ipid 7 vlan 10.20\n`)).toMatchObject({
    ttl: 3,
    ipId: 7,
    hasTimestamps: false,
  })
})

test('reads the hop limit of IPv6, which has no IP ID', async () => {
  const script = 'A = [2001:db8::1]:1000\nB = [2001:db8::2]:443\n+0 A > B S ttl 9 <mss 1440, sackOK, TS>\n'
  expect(await factsOf(script)).toMatchObject({ ttl: 9, ipId: null, hasTimestamps: true })
})

test('finds nothing where the frame holds other numbers, or is cut before them', () => {
  const tcp = { source: 1000, destination: 443, seq: 1, ack: 0 }
  expect(packetFacts(new Uint8Array(200), tcp)).toBeNull()
  expect(packetFacts(new Uint8Array(3), tcp)).toBeNull()
})
