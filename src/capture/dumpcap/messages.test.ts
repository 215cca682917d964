import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toEnd, toRefusal } from './failures'
import { type DumpcapMessage, DumpcapMessages } from './messages'

const said = (letter: string, body: Buffer | string): Buffer => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(`${body}\0`)
  const head = Buffer.from([letter.charCodeAt(0), 0, 0, 0])
  head.writeUIntBE(bytes.length, 1, 3)
  return Buffer.concat([head, bytes])
}
const complaint = (what: string, advice = ''): Buffer => said('E', Buffer.concat([said('E', what), said('E', advice)]))

const ALL = Buffer.concat([
  said('F', '-'),
  said('P', '17'),
  complaint('The network adapter "va" is no longer attached; the capture has stopped.', 'Look at the plug.'),
  said('Z', 'of a newer version'),
  said('D', '3:lo'),
  said('B', "0:unknown port 'a:b'"),
])
const MEANING: DumpcapMessage[] = [
  { kind: 'capturing' },
  { kind: 'packets', count: 17 },
  {
    kind: 'error',
    what: 'The network adapter "va" is no longer attached; the capture has stopped.',
    advice: 'Look at the plug.',
  },
  { kind: 'drops', count: 3, interfaceName: 'lo' },
  { kind: 'bad-filter', index: 0, what: "unknown port 'a:b'" },
]

describe('what dumpcap says', () => {
  it('is the same however the pipe cuts it', () => {
    for (let cut = 0; cut <= ALL.length; cut++) {
      const messages = new DumpcapMessages()
      expect([...messages.push(ALL.subarray(0, cut)), ...messages.push(ALL.subarray(cut))]).toEqual(MEANING)
    }
  })

  it('may be any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (pieces) => {
        const messages = new DumpcapMessages()
        for (const piece of pieces) messages.push(Buffer.from(piece))
      }),
    )
  })
})

const error = (what: string): DumpcapMessage & { kind: 'error' } => ({ kind: 'error', what, advice: '' })

describe('a failure of dumpcap', () => {
  it.each([
    ['You do not have permission to capture on device "lo".\n(socket: Operation not permitted)', 'permission', 'lo'],
    ['There is no device named "eth7".\n(No such device exists)', 'no-interface', 'eth7'],
    ['Device "va" is not up.\n(That device is not up)', 'no-interface', 'va is down'],
    ['Something else\nwent wrong', 'error', 'Something else went wrong.'],
  ])('%s is refused as %s', (what, reason, words) => {
    expect(toRefusal(error(what))).toMatchObject({ reason, message: expect.stringContaining(words) })
  })

  it('in the middle names what was taken away, or how it ended', () => {
    const gone = error('The network adapter "va" is no longer attached; the capture has stopped.')
    expect(toEnd(gone, 0, null)).toEqual({ reason: 'interface-gone', detail: 'The interface va was taken away.' })
    expect(toEnd(null, null, 'SIGKILL')).toMatchObject({ reason: 'engine-died' })
    expect(toEnd(error('Bad luck'), 1, null)).toEqual({ reason: 'error', detail: 'dumpcap stopped: Bad luck.' })
  })
})
