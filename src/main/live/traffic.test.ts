import { expect, test } from 'vitest'
import { parseNetAdapters, parseNetstat, parseProcNetDev, readTraffic } from './traffic'

test('Linux: both directions of each interface are summed, the head of the table is passed over', () => {
  const text = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
    '    lo: 1000 10 0 0 0 0 0 0 1000 10 0 0 0 0 0 0',
    'wlp0s20f3:123456789 5 0 0 0 0 0 0 1 2 0 0 0 0 0 0',
    'eth0.7: 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0',
  ].join('\n')
  expect(parseProcNetDev(text)).toEqual({
    lo: { packets: 20, bytes: 2000 },
    wlp0s20f3: { packets: 7, bytes: 123456790 },
    'eth0.7': { packets: 6, bytes: 4 },
  })
})

test('macOS: the line of the link counts, with or without a hardware address', () => {
  const text = [
    'Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll',
    'lo0        16384 <Link#1>                           100     0       5000      100     0       5000     0',
    'lo0        16384 127           127.0.0.1            100     -       5000      100     -       5000     -',
    'en0        1500  <Link#6>    a4:83:e7:00:00:01       30     0       3000       20     0       2000     0',
    'en5*       1500  <Link#7>    a4:83:e7:00:00:02        0     0          0        1     0         60     0',
  ].join('\n')
  expect(parseNetstat(text)).toEqual({
    lo0: { packets: 200, bytes: 10000 },
    en0: { packets: 50, bytes: 5000 },
    en5: { packets: 1, bytes: 60 },
  })
})

test('Windows: adapters go by the names that Npcap gives them, one or many', () => {
  const adapter = {
    InstanceID: '{1-2}',
    ReceivedUnicastPackets: 1,
    SentUnicastPackets: 2,
    ReceivedBytes: 3,
    SentBytes: 4,
  }
  const counters = { '\\Device\\NPF_{1-2}': { packets: 3, bytes: 7 } }
  expect(parseNetAdapters(JSON.stringify(adapter))).toEqual(counters)
  expect(parseNetAdapters(JSON.stringify([adapter]))).toEqual(counters)
  expect(parseNetAdapters('')).toEqual({})
})

test('this computer has counters, with a time', async () => {
  const { at, interfaces } = await readTraffic()
  expect(Math.abs(Date.now() - at)).toBeLessThan(5000)
  if (process.platform === 'linux') expect(interfaces.lo?.packets).toBeGreaterThanOrEqual(0)
})
