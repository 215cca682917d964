import { describe, expect, test } from 'vitest'
import { EXIT } from '../exit'
import { countsText } from './endLine'
import type { LiveEnd } from './liveRun'
import { refusalFailure } from './refusal'

const end = (given: Partial<LiveEnd>): LiveEnd =>
  ({ packets: 12_345, dropped: 0, bytes: 3_400_000, files: ['/tmp/a.pcapng'], trouble: null, ...given }) as LiveEnd

test('the end says packets, drops, bytes and where they are', () => {
  expect(countsText(end({}))).toBe('12,345 packets, 0 dropped, 3.40 MB in /tmp/a.pcapng')
  expect(countsText(end({ packets: 1, dropped: null }))).toBe('1 packet, drops unknown, 3.40 MB in /tmp/a.pcapng')
  expect(countsText(end({ files: ['/tmp/a_00003.pcapng', '/tmp/a_00004.pcapng'] }))).toBe(
    '12,345 packets, 0 dropped, 3.40 MB written; 2 files kept, /tmp/a_00003.pcapng to a_00004.pcapng',
  )
})

describe('a capture that does not begin', () => {
  const refused = { event: 'refused', message: 'You may not.', fix: null } as const
  const fix = { id: 'join-group', text: 'Join the group.', command: 'sudo x', isOneClick: false } as const

  test('names what mends it', () => {
    expect(refusalFailure({ ...refused, reason: 'permission', fix }, false)).toMatchObject({
      message: 'You may not. Join the group. Run: sudo x',
      status: EXIT.UNREADABLE,
    })
    expect(refusalFailure({ ...refused, reason: 'permission', fix: { ...fix, command: '' } }, false).message).toBe(
      'You may not. Join the group.',
    )
    expect(refusalFailure({ ...refused, reason: 'disk-full' }, false).message).toContain('--keep-free')
  })

  test('is wrong usage where the filter is, and no error where it was stopped', () => {
    expect(refusalFailure({ ...refused, reason: 'bad-filter' }, false).status).toBe(EXIT.USAGE)
    expect(refusalFailure({ ...refused, reason: 'error' }, true).status).toBe(EXIT.DONE)
    expect(refusalFailure({ ...refused, reason: 'no-interface' }, false).status).toBe(EXIT.UNREADABLE)
  })
})
