import { expect, test } from 'vitest'
import type { CaptureInterface } from '../contracts/capture'
import { interfaceTable } from './interfaceTable'

const found = (given: Partial<CaptureInterface>): CaptureInterface => ({
  name: 'eth0',
  description: 'Ethernet',
  addresses: ['192.0.2.1', 'fe80::1'],
  kind: 'ethernet',
  isUp: true,
  engines: ['dumpcap', 'cap'],
  why: null,
  fix: null,
  ...given,
})
const fix = { id: 'join-group', text: 'Join the group.', command: 'sudo usermod', isOneClick: true } as const
const tableOf = (...interfaces: CaptureInterface[]): string => [...interfaceTable(interfaces)].join('')

test('what can be captured is a table', () => {
  expect(tableOf(found({}), found({ name: 'lo', kind: 'loopback', engines: ['cap'], addresses: ['127.0.0.1'] }))).toBe(
    'INTERFACE  CAPTURE WITH  KIND      ADDRESSES          DESCRIPTION\n' +
      'eth0       dumpcap, cap  ethernet  192.0.2.1 fe80::1  Ethernet\n' +
      'lo         cap           loopback  127.0.0.1          Ethernet\n',
  )
})

test('interfaces that lack the same are told of together, with what mends it', () => {
  const barred = { engines: [], why: 'You may not capture yet.', fix }
  const text = tableOf(
    found(barred),
    found({ ...barred, name: 'lo' }),
    found({ name: 'x0', engines: [], why: 'Down.' }),
  )
  expect(text).toContain('\neth0, lo\n  You may not capture yet.\n  Join the group.\n    sudo usermod\n\nx0\n  Down.\n')
})

test('names that others chose can’t command the terminal', () => {
  expect(tableOf(found({ description: 'a\x1b[2J' }))).toContain('a\ufffd[2J')
})
