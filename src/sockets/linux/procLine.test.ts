import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProcLine } from './procLine'

const LISTEN =
  '   0: 0100007F:B749 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 1058144 1 000000009b1a2d24 100 0 0 10 0'
const TIME_WAIT =
  '   1: 0100007F:8002 0100007F:1E61 06 00000000:00000000 03:0000173F 00000000     0        0 0 3 000000007598e024'
const SENDING =
  '   2: 0100007F:8002 0100007F:1E61 01 00000010:00000003 01:00000014 00000002     0        0 77 3 000000007598e024 40 4 24 7 5'

test('a listening socket shows who waits to be accepted', () => {
  expect(readProcLine(LISTEN, true)).toEqual({
    inode: 1_058_144,
    socket: {
      local: { address: '127.0.0.1', port: 46_921 },
      remote: { address: '0.0.0.0', port: 0 },
      state: 'LISTEN',
      receiveQueue: 2,
      sendQueue: 0,
      timer: null,
      owners: [],
      metrics: null,
    },
  })
})

test('TIME_WAIT has time left in hundredths of a second', () => {
  expect(readProcLine(TIME_WAIT, true)?.socket).toMatchObject({
    state: 'TIME_WAIT',
    timer: { kind: 'time-wait', leftMs: 59_510, tries: 0 },
    metrics: null,
  })
})

test('a connection has queues, retransmissions, RTO and window', () => {
  expect(readProcLine(SENDING, true)?.socket).toMatchObject({
    state: 'ESTABLISHED',
    sendQueue: 16,
    receiveQueue: 3,
    timer: { kind: 'retransmission', leftMs: 200, tries: 2 },
    metrics: { rtoMs: 400, congestionWindow: 7 },
  })
})

test.each([
  ['00000000000000000000000001000000', true, '::1'],
  ['00000000000000000000000000000001', false, '::1'],
  ['00000000000000000000000000000000', true, '::'],
  ['0000000000000000FFFF00000100007F', true, '127.0.0.1'],
  ['B80D0120000000000100000001000000', true, '2001:db8::1:0:1'],
])('the words %s (little endian: %s) are %s', (words, isLittleEndian, address) => {
  expect(readProcLine(LISTEN.replace('0100007F', words), isLittleEndian)?.socket.local.address).toBe(address)
})

test('headings and any other text are no sockets, and never throw', () => {
  expect(readProcLine('  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt', true)).toBeNull()
  const word = fc.oneof(fc.string(), fc.constantFrom(...SENDING.trim().split(/ +/)))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 18 }), (words) => void readProcLine(words.join(' '), true)),
    { seed: 9293 },
  )
})
