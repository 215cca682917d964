import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LibraryRow, socketOf } from './libraryRow'
import { macosLimits, windowsRange, windowsTimeWaitMs } from './limits'
import { windowsNames } from './windowsNames'

const row = (facts: Partial<LibraryRow>): LibraryRow => ({
  protocol: 'tcp4',
  localAddress: '10.0.0.5',
  localPort: '51000',
  peerAddress: '10.0.0.9',
  peerPort: '443',
  state: 'ESTABLISHED',
  pid: 71,
  process: '/usr/bin/curl',
  ...facts,
})
const NAMES = new Map([[812, 'svchost.exe']])

test('a connection of macOS has its program', () => {
  expect(socketOf(row({}), new Map())).toEqual({
    local: { address: '10.0.0.5', port: 51_000 },
    remote: { address: '10.0.0.9', port: 443 },
    state: 'ESTABLISHED',
    receiveQueue: 0,
    sendQueue: 0,
    timer: null,
    owners: [{ pid: 71, name: 'curl', isPast: false }],
    metrics: null,
  })
})

test.each([
  [{ protocol: 'tcp4', localAddress: '*', peerAddress: '*' }, '0.0.0.0', '0.0.0.0'],
  [{ protocol: 'tcp46', localAddress: '*', peerAddress: '*' }, '::', '::'],
  [{ protocol: 'tcp6', localAddress: 'fe80::1%lo0', peerAddress: 'fe80::2%lo0' }, 'fe80::1', 'fe80::2'],
  [{ protocol: 'tcp', localAddress: '::', peerAddress: '::' }, '::', '::'],
])('addresses of %o are as packets carry them', (facts, local, remote) => {
  const socket = socketOf(row({ ...facts, peerPort: '*' }), NAMES)
  expect(socket?.local.address).toBe(local)
  expect(socket?.remote).toEqual({ address: remote, port: 0 })
})

test.each([
  ['FIN_WAIT1', 'FIN_WAIT_1'],
  ['FIN_WAIT_2', 'FIN_WAIT_2'],
  ['SYN_RECV', 'SYN_RCVD'],
  ['SYN_RCVD', 'SYN_RCVD'],
  ['LISTENING', 'LISTEN'],
  ['CLOSE', 'CLOSED'],
  ['TIME_WAIT', 'TIME_WAIT'],
  ['EN ESPERA', 'UNKNOWN'],
])('the state %s is %s', (word, state) => expect(socketOf(row({ state: word }), NAMES)?.state).toBe(state))

test('Windows tells a number, tasklist the name; process 0 is nobody', () => {
  expect(socketOf(row({ protocol: 'tcp', pid: 812, process: '' }), NAMES)?.owners[0]?.name).toBe('svchost.exe')
  expect(socketOf(row({ protocol: 'tcp', pid: 0, process: '', state: 'TIME_WAIT' }), NAMES)?.owners).toEqual([])
})

test('UDP and nonsense are no sockets, and no text throws', () => {
  expect(socketOf(row({ protocol: 'udp4' }), NAMES)).toBeNull()
  expect(socketOf(row({ localPort: 'http' }), NAMES)).toBeNull()
  fc.assert(
    fc.property(
      fc.array(fc.string(), { minLength: 6, maxLength: 6 }),
      ([a = '', b = '', c = '', d = '', e = '', f = '']) => {
        socketOf(
          row({ localAddress: a, localPort: b, peerAddress: c, peerPort: d, state: e, process: f, pid: null }),
          NAMES,
        )
        macosLimits(a)
        windowsRange(b)
        windowsNames(c)
      },
    ),
    { seed: 9293 },
  )
})

test('names of Windows processes come from tasklist', () => {
  const text = '"System","4","Services","0","144 K"\r\n"a, b.exe","5120","Console","1","10,412 K"\r\n'
  expect([...windowsNames(text)]).toEqual([
    [4, 'System'],
    [5_120, 'a, b.exe'],
  ])
})

test('macOS tells its segment lifetime and ports by sysctl', () => {
  const text = 'net.inet.tcp.msl: 15000\nnet.inet.ip.portrange.first: 49152\nnet.inet.ip.portrange.last: 65535\n'
  expect(macosLimits(text)).toEqual({ ephemeral: { from: 49_152, to: 65_535 }, timeWaitMs: 30_000 })
  expect(macosLimits('')).toEqual({ ephemeral: null, timeWaitMs: null })
})

test('Windows tells its ports by netsh, in any language, and its delay by the registry', () => {
  const text = '\r\nProtokoll tcp\r\n-----\r\nStartport    : 49152\r\nAnzahl von Ports : 16384\r\n\r\n'
  expect(windowsRange(text)).toEqual({ from: 49_152, to: 65_535 })
  expect(windowsRange('')).toBeNull()
  expect(windowsTimeWaitMs('    TcpTimedWaitDelay    REG_DWORD    0x1e\r\n')).toBe(30_000)
  expect(windowsTimeWaitMs('')).toBe(120_000)
})
