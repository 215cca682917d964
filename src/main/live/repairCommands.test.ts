import { expect, test } from 'vitest'
import { asTyped, type RepairFacts, repairOf } from './repairCommands'

const LINUX: RepairFacts = { platform: 'linux', user: 'ada', dumpcap: '/usr/bin/dumpcap', dumpcapGroup: 'wireshark' }

test('dumpcap gets the two capabilities that it needs, and no more', () => {
  expect(repairOf('allow-dumpcap', LINUX).command).toEqual({
    file: '/usr/sbin/setcap',
    args: ['cap_net_raw,cap_net_admin+eip', '/usr/bin/dumpcap'],
  })
})

test('the user joins the group of dumpcap, never that of root', () => {
  expect(repairOf('join-group', LINUX).command?.args).toEqual(['--append', '--groups', 'wireshark', 'ada'])
  expect(repairOf('join-group', { ...LINUX, dumpcapGroup: 'root' }).command).toBeNull()
  expect(repairOf('join-group', { ...LINUX, dumpcapGroup: null }).command).toBeNull()
})

test('without a dumpcap of the system nothing gets rights', () => {
  const none = { ...LINUX, dumpcap: null }
  expect(repairOf('allow-dumpcap', none)).toMatchObject({
    command: null,
    why: { en: expect.stringContaining('install') },
  })
  expect(repairOf('join-group', none).command).toBeNull()
})

test('macOS opens its devices by a fixed script; elsewhere that is no fix', () => {
  expect(repairOf('allow-bpf', { ...LINUX, platform: 'darwin' }).command?.file).toBe('/usr/bin/osascript')
  expect(repairOf('allow-bpf', LINUX).command).toBeNull()
  expect(repairOf('allow-dumpcap', { ...LINUX, platform: 'darwin' }).command).toBeNull()
})

test('what takes more than a click says so', () => {
  for (const id of ['install-dumpcap', 'allow-node', 'install-npcap', 'interface-up', 'retry'] as const)
    expect(repairOf(id, LINUX)).toMatchObject({ command: null, why: { en: expect.stringMatching(/\.$/) } })
})

test('a command is shown as it is typed', () => {
  expect(asTyped({ file: '/usr/sbin/usermod', args: ['--append', "o'neil x"] })).toBe(
    `sudo /usr/sbin/usermod --append 'o'\\''neil x'`,
  )
})
