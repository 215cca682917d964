import { expect, it } from 'vitest'
import { kindByName, parseHardwarePorts } from './desktops'
import { parseComplaint, parseList, parseVersion } from './dumpcap'
import { isNetwork, judgeSysFacts, mayOpenPacketSockets } from './linux'
import { groupNumbered } from './system'

it('reads what dumpcap lists, on Linux, macOS and Windows', () => {
  const text = [
    '1. eth0',
    '3. lo (Loopback)',
    '2. en0 (Wi-Fi)',
    '4. \\Device\\NPF_{0A1B} (Ethernet (2))',
    '5. \\Device\\NPF_Loopback (Adapter for loopback traffic capture)\r',
    '',
  ].join('\n')
  expect(parseList(text)).toEqual([
    { name: 'eth0', description: '' },
    { name: 'lo', description: 'Loopback' },
    { name: 'en0', description: 'Wi-Fi' },
    { name: '\\Device\\NPF_{0A1B}', description: 'Ethernet (2)' },
    { name: '\\Device\\NPF_Loopback', description: 'Adapter for loopback traffic capture' },
  ])
  expect(parseList('There are no interfaces')).toEqual([])
})

it('reads versions and complaints of dumpcap', () => {
  expect(parseVersion('Dumpcap (Wireshark) 4.0.17 (Git v4.0.17)\n')).toBe('4.0.17')
  expect(parseVersion('')).toBeNull()
  expect(parseComplaint({ status: 0, complaint: 'noise' })).toBeNull()
  expect(parseComplaint({ status: 2, complaint: '\ndumpcap: It is closed.\nAdvice\n' })).toBe('It is closed.')
  expect(parseComplaint({ status: 2, complaint: '' })).toBe('it ended with status 2')
})

it('tells kinds of interfaces by what the kernel says', () => {
  const plain = { type: 1, flags: 0x1003, deviceType: '', isWireless: false, isVirtual: false }
  expect(judgeSysFacts(plain)).toEqual({ kind: 'ethernet', description: 'Ethernet', isUp: true })
  expect(judgeSysFacts({ ...plain, flags: 0x1002 }).isUp).toBe(false)
  expect(judgeSysFacts({ ...plain, type: 772, isVirtual: true })).toMatchObject({ kind: 'loopback' })
  expect(judgeSysFacts({ ...plain, isWireless: true, deviceType: 'wlan' })).toMatchObject({ kind: 'wireless' })
  expect(judgeSysFacts({ ...plain, isVirtual: true, deviceType: 'bridge' })).toMatchObject({
    kind: 'virtual',
    description: 'Bridge',
  })
  expect(judgeSysFacts({ ...plain, type: 519 })).toMatchObject({ kind: 'other' })
})

it('leaves out devices that no TCP passes', () => {
  expect(['eth0', 'bluetooth0', 'nflog', 'usbmon1', 'dbus-system', 'docker0', 'canal'].filter(isNetwork)).toEqual([
    'eth0',
    'docker0',
    'canal',
  ])
})

it('tells the right to open packet sockets by its bit', () => {
  expect(mayOpenPacketSockets('CapPrm:\t0\nCapEff:\t0000000000002000\n')).toBe(true)
  expect(mayOpenPacketSockets('CapEff:\t000001ffffffdfff\n')).toBe(false)
  expect(mayOpenPacketSockets('')).toBe(false)
})

it('reads the names of hardware ports', () => {
  const text = '\nHardware Port: Wi-Fi\nDevice: en0\nEthernet Address: 02:00\n\nHardware Port: USB LAN\nDevice: en5\n'
  expect([...parseHardwarePorts(text)]).toEqual([
    ['en0', 'Wi-Fi'],
    ['en5', 'USB LAN'],
  ])
})

it.each([
  ['lo0', '', 'loopback'],
  ['\\Device\\NPF_Loopback', 'Adapter for loopback traffic capture', 'loopback'],
  ['en0', 'Wi-Fi', 'wireless'],
  ['en5', '', 'ethernet'],
  ['utun3', '', 'virtual'],
  ['\\Device\\NPF_{0A1B}', 'Ethernet 2', 'ethernet'],
  ['\\Device\\NPF_{0A1C}', 'vEthernet (Hyper-V)', 'virtual'],
  ['pktap0', '', 'other'],
])('takes %s "%s" for %s', (name, description, kind) => {
  expect(kindByName(name, description)).toBe(kind)
})

it('finds a group and its members by number', () => {
  const text = 'root:x:0:\nwireshark:x:110:ada,grace\n'
  expect(groupNumbered(text, 110)).toEqual({ name: 'wireshark', members: ['ada', 'grace'] })
  expect(groupNumbered(text, 0)).toEqual({ name: 'root', members: [] })
  expect(groupNumbered(text, 7)).toBeNull()
})
