import { expect, test } from 'vitest'
import { hostsOf } from './hosts'

const flow = (client: string, server: string) => ({
  client: { address: client, port: 40_000 },
  server: { address: server, port: 443 },
})
const names = (...flows: ReturnType<typeof flow>[]) =>
  hostsOf(flows).map(({ address, role }) => (role === null ? address : `${address} ${role}`))

test('flows of two hosts share their lifelines', () => {
  const hosts = hostsOf([flow('a', 'b'), flow('a', 'b')])
  expect(hosts.map(({ address }) => address)).toEqual(['a', 'b'])
  expect(hosts[1]?.ends).toEqual([
    { place: 0, side: 'server' },
    { place: 1, side: 'server' },
  ])
})

test('servers stand right of their clients, clients left of their server', () => {
  expect(names(flow('a', 's1'), flow('a', 's2'))).toEqual(['a', 's1', 's2'])
  expect(names(flow('c1', 's'), flow('c2', 's'))).toEqual(['c1', 'c2', 's'])
  expect(names(flow('a', 'proxy'), flow('proxy', 'b'))).toEqual(['a', 'proxy', 'b'])
})

test('a flow in the other direction uses the same lifelines', () => {
  expect(names(flow('a', 'b'), flow('b', 'a'))).toEqual(['a', 'b'])
})

test('a host that talks to itself is two', () => {
  expect(names(flow('127.0.0.1', '127.0.0.1'), flow('127.0.0.1', '127.0.0.1'))).toEqual([
    '127.0.0.1 client',
    '127.0.0.1 server',
  ])
})
