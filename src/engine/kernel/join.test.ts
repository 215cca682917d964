import { describe, expect, test } from 'vitest'
import type { KernelSocket } from '../../contracts/sockets'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { addressBytes } from './addressBytes'
import { Join, NO_END } from './join'
import { CLIENT, clientSocket, listening, SERVER, serverSocket } from './kernel.fixture'
import { Listeners } from './listeners'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const CONNECT = '+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n'
const CLOSE = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'

async function endsOf(script: string, ...sockets: KernelSocket[]): Promise<number[]> {
  return [...new Join(await coreOf(captureOf(script))).ends(sockets)]
}

describe('addresses', () => {
  test('are as on the wire: without zone, and IPv4 where they are mapped', () => {
    expect([...(addressBytes('::ffff:192.0.2.10') ?? [])]).toEqual([192, 0, 2, 10])
    expect([...(addressBytes('::ffff:c000:20a') ?? [])]).toEqual([192, 0, 2, 10])
    expect(addressBytes('fe80::1%eth0')).toEqual(addressBytes('fe80:0:0:0:0:0:0:1'))
    expect([...(addressBytes('2001:db8::a') ?? [])]).toEqual([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10])
    expect(addressBytes('::')).toEqual(new Uint8Array(16))
    expect(addressBytes('64:ff9b::192.0.2.33')?.slice(12)).toEqual(Uint8Array.of(192, 0, 2, 33))
  })

  test.each(['*', '', '1.2.3', '1.2.3.256', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', 'host', '12345::'])(
    '%j is none',
    (text) => {
      expect(addressBytes(text)).toBeNull()
    },
  )
})

describe('sockets are joined', () => {
  test('to their end of the flow, whoever sent first', async () => {
    expect(await endsOf(ENDPOINTS + CONNECT, clientSocket({}), serverSocket({}))).toEqual([0, 1])
    expect(await endsOf(`${ENDPOINTS}+0 B > A S\n`, clientSocket({}), serverSocket({}))).toEqual([1, 0])
  })

  test('not to flows that share only some of addresses and ports', async () => {
    const other = { address: '192.0.2.10', port: 80 }
    expect(await endsOf(ENDPOINTS + CONNECT, clientSocket({ remote: other }), listening())).toEqual([NO_END, NO_END])
    expect(await endsOf(ENDPOINTS + CONNECT, clientSocket({ local: SERVER, remote: { ...CLIENT, port: 1 } }))).toEqual([
      -1,
    ])
  })

  test('over IPv6, and from sockets of both families to IPv4', async () => {
    const script = `A = [2001:db8::5]:1000\nB = [2001:db8::10]:443\n${CONNECT}`
    const local = { address: '2001:db8:0::5%eth0', port: 1000 }
    expect(await endsOf(script, clientSocket({ local, remote: { address: '2001:db8::10', port: 443 } }))).toEqual([0])
    const mapped = { address: '::ffff:192.0.2.10', port: 443 }
    expect(
      await endsOf(
        ENDPOINTS + CONNECT,
        serverSocket({ local: mapped, remote: { ...CLIENT, address: '::ffff:10.0.0.5' } }),
      ),
    ).toEqual([1])
  })

  test('to the newest incarnation of the ports', async () => {
    const again = `iss A = 9000000\niss B = 9000000\n${CONNECT}`
    expect(await endsOf(ENDPOINTS + CONNECT + CLOSE + again, clientSocket({}))).toEqual([2])
  })

  test('to the one before it where that is in the state of the socket, and the newest only begins', async () => {
    const syn = 'iss B = 9000000\n+1 B > A S\n'
    expect(await endsOf(ENDPOINTS + CONNECT + CLOSE + syn, clientSocket({ state: 'TIME_WAIT' }))).toEqual([0])
    expect(await endsOf(ENDPOINTS + CONNECT + CLOSE + syn, clientSocket({ state: 'SYN_RCVD' }))).toEqual([3])
  })
})

describe('a listener', () => {
  const at = (address: string, waits = 0): KernelSocket => ({ ...listening(waits), local: { address, port: 443 } })

  test('of the very address goes before one of all', () => {
    const [all, mine] = [at('0.0.0.0'), at('192.0.2.10')]
    expect(new Listeners([all, mine]).towards('192.0.2.10', 443)).toBe(mine)
    expect(new Listeners([all, mine]).towards('192.0.2.11', 443)).toBe(all)
    expect(new Listeners([mine]).towards('192.0.2.11', 443)).toBeNull()
    expect(new Listeners([mine]).towards('192.0.2.10', 80)).toBeNull()
  })

  test('of all IPv6 addresses takes IPv4, not the other way round', () => {
    expect(new Listeners([at('::')]).towards('192.0.2.10', 443)).not.toBeNull()
    expect(new Listeners([at('0.0.0.0')]).towards('2001:db8::1', 443)).toBeNull()
  })

  test('of several that share the port is the fullest', () => {
    const sockets = [at('*', 1), at('*', 129), at('*', 3)]
    expect(new Listeners(sockets).towards('192.0.2.10', 443)?.receiveQueue).toBe(129)
  })
})
