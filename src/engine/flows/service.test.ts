import { describe, expect, test } from 'vitest'
import type { Service } from '../../contracts/flow'
import { joinChunks } from '../../pcapng/chunks'
import { PcapngWriter } from '../../pcapng/writer'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { FlowRecord } from '../flowRecord'
import { readService } from './service'
import { alpn, clientHello, dnsAnswer, extension, serverHello, serverName, udpFrame } from './service.fixture'

const ENDS = 'A = 10.0.0.5:51000\nB = 192.0.2.10:8443\n'
const OPEN = `${ENDS}+0 A > B S <mss 1460>\n+0.01 B > A S. <mss 1460>\n+0.01 A > B .\n`
const hex = (bytes: Uint8Array): string => `x"${Buffer.from(bytes).toString('hex')}"`
const says = (from: 'A > B' | 'B > A', text: string): string => `+0.01 ${from} P. "${text}"\n`
const sends = (from: 'A > B' | 'B > A', bytes: Uint8Array): string => `+0.01 ${from} P. ${hex(bytes)}\n`

async function servicesOf(script: string): Promise<(Service | null)[]> {
  const core = await coreOf(captureOf(script))
  const flow = new FlowRecord(core)
  return Array.from({ length: core.flowCount() }, (_, id) => readService(core, flow.at(id)))
}
const serviceOf = async (script: string): Promise<Service | null | undefined> => (await servicesOf(script))[0]

const HELLO = clientHello([serverName('api.example.org'), alpn('h2', 'http/1.1')])

test('names a TLS server by the hello, and its version by the answer', async () => {
  const answer = serverHello([extension(43, Uint8Array.of(3, 4))])
  expect(await serviceOf(OPEN + sends('A > B', HELLO) + sends('B > A', answer))).toEqual({
    protocol: 'tls',
    name: 'api.example.org',
    nameFrom: 'sni',
    version: '1.3',
    alpn: ['h2', 'http/1.1'],
  })
})

test('tells the protocol that a server chose in clear text', async () => {
  const script = OPEN + sends('A > B', HELLO) + sends('B > A', serverHello([alpn('h2')]))
  expect(await serviceOf(script)).toMatchObject({ version: '1.2', alpn: ['h2'] })
})

const LARGE = clientHello([extension(51, new Uint8Array(2600)), serverName('large.example.org')])
const pieces = [0, 1000, 1900].map((from, at, all) => ({ from, bytes: LARGE.slice(from, all[at + 1]) }))
const piece = ({ from, bytes }: { from: number; bytes: Uint8Array }): string =>
  `+0.01 A > B P. ${1 + from}:${1 + from + bytes.length}(${bytes.length}) ack 1 ${hex(bytes)}\n`

test.each([
  ['in order', [0, 1, 2]],
  ['in another order', [2, 0, 1]],
  ['some of it twice', [0, 0, 2, 1, 1]],
])('puts a hello of several segments together: %s', async (_, order) => {
  const script = OPEN + order.map((at) => piece(pieces[at] as (typeof pieces)[number])).join('')
  expect(await serviceOf(script)).toMatchObject({ protocol: 'tls', name: 'large.example.org' })
})

test('names nothing after a hello whose end was not captured', async () => {
  const script = OPEN + piece(pieces[0] as (typeof pieces)[number])
  expect(await serviceOf(script)).toMatchObject({ protocol: 'tls', name: null })
})

test.each([
  ['Host: shop.example.org:8080', 'shop.example.org'],
  ['hOST:   shop.example.org  ', 'shop.example.org'],
  ['Host: [2001:db8::1]:8080', '[2001:db8::1]'],
  ['Host: 2001:db8::1', '2001:db8::1'],
  ['Host: not a name', null],
  ['Hosts: shop.example.org', null],
])('reads the header "%s"', async (header, name) => {
  const script = OPEN + says('A > B', `GET / HTTP/1.1\\r\\nAccept: */*\\r\\n${header}\\r\\n\\r\\n`)
  expect(await serviceOf(script)).toMatchObject({ protocol: 'http', name })
})

test('waits for a head that goes on in another segment', async () => {
  const script = OPEN + says('A > B', 'GET /a HTT') + says('A > B', 'P/1.1\\r\\nHost: late.example.org\\r\\n\\r\\n')
  expect(await serviceOf(script)).toMatchObject({ protocol: 'http', name: 'late.example.org' })
})

const UPGRADE = 'GET / HTTP/1.1\\r\\nHost: ws.example.org\\r\\nUpgrade: websocket\\r\\n\\r\\n'

test('tells a WebSocket from HTTP by what both sides say', async () => {
  const agreed = OPEN + says('A > B', UPGRADE) + says('B > A', 'HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n')
  const refused = OPEN + says('A > B', UPGRADE) + says('B > A', 'HTTP/1.1 400 Bad Request\\r\\n\\r\\n')
  expect(await serviceOf(agreed)).toMatchObject({ protocol: 'websocket', name: 'ws.example.org' })
  expect(await serviceOf(refused)).toMatchObject({ protocol: 'http' })
})

test('follows STARTTLS to the name in the hello', async () => {
  const script =
    OPEN +
    says('B > A', '220 mx.example.org ESMTP\\r\\n') +
    says('A > B', 'EHLO client\\r\\n') +
    says('A > B', 'STARTTLS\\r\\n') +
    sends('A > B', HELLO)
  expect(await serviceOf(script)).toMatchObject({ protocol: 'smtp', name: 'api.example.org' })
})

test.each<[string, 'A > B' | 'B > A', string | Uint8Array]>([
  ['ssh', 'B > A', 'SSH-2.0-OpenSSH_9.6\\r\\n'],
  ['http2', 'A > B', 'PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n'],
  ['ftp', 'B > A', '220 FTP ready\\r\\n'],
  ['imap', 'B > A', '* OK IMAP4rev1\\r\\n'],
  ['pop3', 'B > A', '+OK ready\\r\\n'],
  ['redis', 'A > B', '*1\\r\\n$4\\r\\nPING\\r\\n'],
  ['memcached', 'A > B', 'get key\\r\\n'],
  ['rtsp', 'A > B', 'OPTIONS rtsp://a/ RTSP/1.0\\r\\n\\r\\n'],
  ['mysql', 'B > A', Buffer.from(`4a0000000a${Buffer.from('8.0.36').toString('hex')}00${'11'.repeat(66)}`, 'hex')],
  ['postgresql', 'A > B', Buffer.from('0000000804d2162f', 'hex')],
  ['mongodb', 'A > B', Buffer.from(`24000000010000000000${'0000'}dd070000${'00'.repeat(20)}`, 'hex')],
  ['kafka', 'A > B', Buffer.from('0000000e0012000300000001000474657374', 'hex')],
  ['amqp', 'A > B', Buffer.from('414d515000000901', 'hex')],
  ['mqtt', 'A > B', Buffer.from('100c00044d5154540402003c0000', 'hex')],
  ['cassandra', 'A > B', Buffer.from('040000000500000000', 'hex')],
  ['rdp', 'A > B', Buffer.from('030000130ee000000000000100080003000000', 'hex')],
  ['smb', 'A > B', Buffer.from('00000040fe534d42400000000000', 'hex')],
  ['ldap', 'A > B', Buffer.from('300c020101600702010304008000', 'hex')],
])('recognises %s', async (protocol, from, first) => {
  const line = typeof first === 'string' ? says(from, first) : sends(from, first)
  expect(await serviceOf(OPEN + line)).toMatchObject({ protocol, name: null })
})

const MARKER = 'ff'.repeat(16)
const OFFER = `0000003c0a14${'5a'.repeat(16)}0000001a${Buffer.from('diffie-hellman-group14-sha').toString('hex')}${'00'.repeat(16)}`

test.each<[string, number, 'A > B' | 'B > A', string | Uint8Array]>([
  ['xmpp', 5222, 'A > B', "<iq type='get' id='1'/>"],
  ['xmpp', 8443, 'B > A', "<presence to='a@example.org'/>"],
  ['ftp', 21, 'A > B', 'RETR file.zip\\r\\n'],
  ['ftp', 21, 'B > A', '150 Opening data connection\\r\\n'],
  ['redis', 6379, 'A > B', 'SET key value\\r\\n'],
  ['redis', 6379, 'B > A', ':2\\r\\n'],
  ['bgp', 20, 'A > B', Buffer.from(`${MARKER}001304`, 'hex')],
  ['ssh', 8443, 'B > A', Buffer.from(OFFER, 'hex')],
])('recognises %s in its middle', async (protocol, port, from, first) => {
  const line = typeof first === 'string' ? says(from, first) : sends(from, first)
  expect(await serviceOf(ENDS.replace('8443', `${port}`) + line)).toMatchObject({ protocol })
})

test('takes no message for another protocol’s that only begins like it', async () => {
  const pptp = Buffer.from(`009c00011a2b3c4d000100000100${'00'.repeat(142)}`, 'hex')
  expect(await serviceOf(OPEN + sends('A > B', pptp))).toBeNull()
  expect(await serviceOf(OPEN + sends('A > B', Buffer.from(`${MARKER}001309`, 'hex')))).toBeNull()
  expect(await serviceOf(OPEN + says('A > B', 'RETR file.zip\\r\\n'))).toBeNull()
  expect(await serviceOf(OPEN + says('B > A', ':2\\r\\n'))).toBeNull()
})

test('says nothing of what it does not know', async () => {
  expect(await serviceOf(OPEN + says('A > B', 'hello there'))).toBeNull()
  expect(await serviceOf(OPEN)).toBeNull()
})

const answerFor = (client: string, name: string): string =>
  `+0 frame ${hex(udpFrame('198.51.100.53', 53, client, 5353, dnsAnswer(name, ['192.0.2.10'])))}\n`

test('names a server as its client looked it up before, and says so', async () => {
  const script = OPEN.replace('+0 A', `${answerFor('10.0.0.9', 'other.example.org')}+0 A`)
  const own = script.replace('+0 A', `${answerFor('10.0.0.5', 'own.example.org')}+0 A`)
  expect(await serviceOf(script)).toMatchObject({ protocol: null, name: 'other.example.org', nameFrom: 'dns' })
  expect(await serviceOf(own)).toMatchObject({ name: 'own.example.org' })
  expect(await serviceOf(own + sends('A > B', HELLO))).toMatchObject({ name: 'api.example.org', nameFrom: 'sni' })
})

test('names no flow by what was looked up after it began', async () => {
  expect(await serviceOf(OPEN + answerFor('10.0.0.5', 'late.example.org'))).toBeNull()
})

describe('names that the capture file gives for addresses', () => {
  /** A record of a Name Resolution Block. */
  const named = (address: readonly number[], ...names: readonly string[]): Uint8Array => {
    const text = new TextEncoder().encode(names.map((name) => `${name}\0`).join(''))
    const bytes = address.length + text.length
    const head = [address.length === 4 ? 1 : 2, 0, bytes & 0xff, bytes >> 8]
    return joinChunks([Uint8Array.from([...head, ...address]), text, new Uint8Array(-bytes & 3)])
  }
  const block = (...records: readonly Uint8Array[]): Uint8Array =>
    new PcapngWriter().block(4, joinChunks([...records, new Uint8Array(4)]))
  const serviceIn = async (bytes: Uint8Array): Promise<Service | null> => {
    const core = await coreOf(bytes)
    return readService(core, new FlowRecord(core).at(0))
  }
  const SERVER = [192, 0, 2, 10]

  test('name its server, also where they stand behind its packets', async () => {
    const names = block(named([10, 0, 0, 5], 'pc.lan'), named(SERVER, 'api.lan', 'other.lan'))
    const expected = { protocol: null, name: 'api.lan', nameFrom: 'file', version: null, alpn: [] }
    expect(await serviceIn(joinChunks([captureOf(OPEN), names]))).toEqual(expected)
    const [section, packets] = [new PcapngWriter().section({}), captureOf(OPEN)]
    expect(await serviceIn(joinChunks([section, names, packets]))).toEqual(expected)
  })

  test('name servers of IPv6, too', async () => {
    const script = OPEN.replace(ENDS, 'A = [2001:db8::5]:51000\nB = [2001:db8::10]:8443\n')
    const address = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10]
    expect(await serviceIn(joinChunks([captureOf(script), block(named(address, 'six.lan'))]))).toMatchObject({
      name: 'six.lan',
      nameFrom: 'file',
    })
  })

  test('count less than what packets tell', async () => {
    const names = block(named(SERVER, 'api.lan'))
    const asked = OPEN.replace('+0 A', `${answerFor('10.0.0.5', 'own.example.org')}+0 A`)
    expect(await serviceIn(joinChunks([captureOf(asked), names]))).toMatchObject({ name: 'own.example.org' })
    const told = captureOf(OPEN + sends('A > B', HELLO))
    expect(await serviceIn(joinChunks([told, names]))).toMatchObject({ protocol: 'tls', name: 'api.example.org' })
    const bare = captureOf(OPEN + says('B > A', 'SSH-2.0-OpenSSH_9.6\\r\\n'))
    expect(await serviceIn(joinChunks([bare, names]))).toMatchObject({
      protocol: 'ssh',
      name: 'api.lan',
      nameFrom: 'file',
    })
  })

  test('of a damaged block are read as far as they go', async () => {
    const whole = named(SERVER, 'api.lan')
    for (let length = 0; length < whole.length; length += 4) {
      const cut = new PcapngWriter().block(4, whole.subarray(0, length))
      expect(await serviceIn(joinChunks([captureOf(OPEN), cut]))).toBeNull()
    }
    const wild = block(Uint8Array.of(1, 0, 255, 255, ...SERVER))
    expect(await serviceIn(joinChunks([captureOf(OPEN), wild]))).toBeNull()
  })
})
