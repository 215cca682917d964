import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KernelSocket } from '../../contracts/sockets'
import { SsParser } from './ssParser'

const read = (text: string | Uint8Array, only: 'TIME_WAIT' | null = null): readonly KernelSocket[] => {
  const parser = new SsParser(only)
  parser.feed(Buffer.from(text))
  parser.end()
  return parser.sockets
}
const one = (text: string): KernelSocket => read(text)[0] as KernelSocket

const ESTABLISHED =
  'ESTAB      0      36        10.0.0.5:22        10.0.0.9:51000 users:(("sshd",pid=812,fd=4),("sshd",pid=800,fd=4),' +
  '("sshd",pid=800,fd=7)) timer:(on,204ms,2)\n' +
  '\t ts sack cubic wscale:7,7 rto:204 rtt:3.25/1.5 ato:40 mss:1448 pmtu:1500 rcvmss:1392 advmss:1448 cwnd:10 ' +
  'bytes_sent:9000 bytes_retrans:1448 bytes_acked:8964 bytes_received:700 segs_out:90 segs_in:80 send 35.6Mbps ' +
  'lastsnd:12 lastrcv:34 lastack:56 pacing_rate 71.2Mbps delivered:80 unacked:1 retrans:1/3 notsent:5 minrtt:3 ' +
  'snd_wnd:64256\n'

test('a connection is read with its timer, each process once, and measures', () => {
  expect(read(ESTABLISHED)).toEqual([
    {
      local: { address: '10.0.0.5', port: 22 },
      remote: { address: '10.0.0.9', port: 51_000 },
      state: 'ESTABLISHED',
      receiveQueue: 0,
      sendQueue: 36,
      timer: { kind: 'retransmission', leftMs: 204, tries: 2 },
      owners: [
        { pid: 812, name: 'sshd', isPast: false },
        { pid: 800, name: 'sshd', isPast: false },
      ],
      metrics: {
        rttMs: 3.25,
        rttVarianceMs: 1.5,
        rtoMs: 204,
        mss: 1_448,
        pathMtu: 1_500,
        congestionWindow: 10,
        retransmitsNow: 1,
        retransmitsTotal: 3,
        unacknowledged: 1,
        notSentBytes: 5,
        bytesSent: 9_000,
        bytesAcked: 8_964,
        bytesReceived: 700,
        lastSendMs: 12,
        lastReceiveMs: 34,
        lastAckMs: 56,
        sendWindow: 64_256,
      },
    },
  ])
})

test.each([
  ['127.0.0.1:80', '127.0.0.1', 80],
  ['[2001:db8::1]:443', '2001:db8::1', 443],
  ['[fe80::1]%eth0:443', 'fe80::1', 443],
  ['[::ffff:10.0.0.5]:443', '10.0.0.5', 443],
  ['0.0.0.0%lo:80', '0.0.0.0', 80],
  ['*%lo:80', '::', 80],
  ['*:80', '::', 80],
  ['[::]:*', '::', 0],
])('the address %s is %s, port %i', (text, address, port) => {
  expect(one(`ESTAB 0 0 ${text} 10.0.0.9:1\n`).local).toEqual({ address, port })
})

test.each(['', '80', ':80', '127.0.0.1:', '127.0.0.1:x', '127.0.0.1:65536', 'name:80', '127.0.0.1:*x'])(
  'a line with the address "%s" is no socket',
  (text) => expect(read(`ESTAB 0 0 10.0.0.9:1 ${text}\n`)).toEqual([]),
)

test.each([
  ['timewait,58sec,0', { kind: 'time-wait', leftMs: 58_000, tries: 0 }],
  ['timewait,9.204ms,0', { kind: 'time-wait', leftMs: 9_204, tries: 0 }],
  ['keepalive,119min,0', { kind: 'keep-alive', leftMs: 7_140_000, tries: 0 }],
  ['keepalive,1min5sec,3', { kind: 'keep-alive', leftMs: 65_000, tries: 3 }],
  ['persist,,4', { kind: 'persist', leftMs: 0, tries: 4 }],
  ['unknown,5sec,0', { kind: 'other', leftMs: 5_000, tries: 0 }],
  ['constructor,5sec,0', { kind: 'other', leftMs: 5_000, tries: 0 }],
  ['on,soon,0', null],
])('the timer (%s) is read', (text, timer) => {
  expect(one(`ESTAB 0 0 10.0.0.5:1 10.0.0.9:1 timer:(${text})\n`).timer).toEqual(timer)
})

test.each([
  ['SYN-SENT', 'SYN_SENT'],
  ['SYN-RECV', 'SYN_RCVD'],
  ['NEW-SYN-RECV', 'SYN_RCVD'],
  ['FIN-WAIT-1', 'FIN_WAIT_1'],
  ['FIN-WAIT-2', 'FIN_WAIT_2'],
  ['CLOSE-WAIT', 'CLOSE_WAIT'],
  ['LAST-ACK', 'LAST_ACK'],
  ['CLOSING', 'CLOSING'],
  ['UNCONN', 'CLOSED'],
])('%s is %s', (word, state) => expect(one(`${word} 0 0 10.0.0.5:1 10.0.0.9:1\n`).state).toBe(state))

test.each(['a" and )', 'x",pid=7', 'two\nlines', 'tab\n\tinside', 'Größe', ' ESTAB 0 0 '])(
  'a process may be called %j',
  (name) => {
    const sockets = read(
      `LISTEN 0 5 *:80 *:* users:(("${name}",pid=1,fd=3),("b",pid=2,fd=3))\n\t cubic cwnd:10\nLISTEN 0 5 *:81 *:*\n`,
    )
    expect(sockets.map(({ owners }) => owners)).toEqual([
      [
        { pid: 1, name, isPast: false },
        { pid: 2, name: 'b', isPast: false },
      ],
      [],
    ])
  },
)

test('asked for one state, ss leaves out its column', () => {
  expect(read('0      0      127.0.0.1:5000 127.0.0.1:80 timer:(timewait,59sec,0)\n', 'TIME_WAIT')).toEqual([
    {
      local: { address: '127.0.0.1', port: 5_000 },
      remote: { address: '127.0.0.1', port: 80 },
      state: 'TIME_WAIT',
      receiveQueue: 0,
      sendQueue: 0,
      timer: { kind: 'time-wait', leftMs: 59_000, tries: 0 },
      owners: [],
      metrics: null,
    },
  ])
})

test('any bytes, however they are cut, never throw', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .constantFrom(
        'ESTAB 0 0 ',
        '[::1]:1 ',
        '1.2.3.4:5 ',
        'users:(("',
        '",pid=1,fd=3))',
        'timer:(',
        ')',
        '\n',
        '\t rtt:1/',
      )
      .map((text) => new Uint8Array(Buffer.from(text))),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const parser = new SsParser()
      for (const bytes of pieces) parser.feed(Buffer.from(bytes))
      parser.end()
      expect(parser.sockets).toEqual(read(Buffer.concat(pieces)))
    }),
    { seed: 9293 },
  )
})

test('a line that never ends is given up, not kept', () => {
  const parser = new SsParser()
  const endless = Buffer.alloc(1 << 16, 'x')
  for (let round = 0; round < 64; round += 1) parser.feed(endless)
  parser.end()
  parser.feed(Buffer.from(ESTABLISHED))
  parser.end()
  expect(parser.sockets).toHaveLength(1)
})
