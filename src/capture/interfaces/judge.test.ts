import { describe, expect, it } from 'vitest'
import { captureInterfaceSchema, engineFactsSchema } from '../../contracts/capture'
import type { InterfaceFacts, SystemFacts } from './facts'
import { judgeEngines, judgeInterface } from './judge'

type Dumpcap = NonNullable<SystemFacts['dumpcap']>

const DENIED = 'The capabilities of the capture device "wire0" could not be obtained (Operation not permitted).'

const dumpcap = (over: Partial<Dumpcap> = {}): Dumpcap => ({
  path: '/usr/bin/dumpcap',
  version: '4.0.17',
  isExecutable: true,
  group: 'root',
  isUserInGroup: false,
  isOwnedByRoot: true,
  ...over,
})
const cap = (over: Partial<SystemFacts['cap']> = {}): SystemFacts['cap'] => ({
  version: '0.2.1',
  why: null,
  hasKernelTimes: true,
  isPermitted: true,
  ...over,
})
const system = (over: Partial<SystemFacts> = {}): SystemFacts => ({
  platform: 'linux',
  dumpcap: dumpcap(),
  cap: cap({ isPermitted: false }),
  installer: 'apt-get',
  canAsk: true,
  node: '/usr/bin/node',
  ...over,
})
const wire = (over: Partial<InterfaceFacts> = {}): InterfaceFacts => ({
  name: 'wire0',
  description: 'Ethernet',
  addresses: ['192.0.2.1'],
  kind: 'ethernet',
  isUp: true,
  isKnownToDumpcap: true,
  dumpcapComplaint: null,
  isKnownToCap: true,
  ...over,
})

/** What is said, checked against the contract. */
function judged(facts: SystemFacts, found: InterfaceFacts = wire()) {
  for (const engine of judgeEngines(facts, [found])) engineFactsSchema.parse(engine)
  return captureInterfaceSchema.parse(judgeInterface(facts, found))
}

describe('where something can capture', () => {
  it('names the engines, dumpcap first, and no trouble', () => {
    expect(judged(system({ cap: cap() }))).toMatchObject({ engines: ['cap', 'dumpcap'], why: null, fix: null })
    const published = { ...cap(), hasKernelTimes: false }
    expect(judged(system({ cap: published }))).toMatchObject({ engines: ['dumpcap', 'cap'] })
    expect(judged(system())).toMatchObject({ engines: ['dumpcap'], why: null, fix: null })
    expect(judged(system({ dumpcap: null, cap: cap() }))).toMatchObject({ engines: ['cap'], why: null, fix: null })
  })

  it('leaves cap where dumpcap has no rights but this process has', () => {
    const found = wire({ dumpcapComplaint: DENIED })
    expect(judged(system({ cap: cap() }), found)).toMatchObject({ engines: ['cap'], why: null, fix: null })
  })
})

describe('on Linux', () => {
  it('gives dumpcap the capabilities where it has none', () => {
    const { engines, why, fix } = judged(system(), wire({ dumpcapComplaint: DENIED }))
    expect(engines).toEqual([])
    expect(why).toBe('You may not capture yet: dumpcap is there but has no right to.')
    expect(fix).toMatchObject({
      id: 'allow-dumpcap',
      command: 'sudo setcap cap_net_raw,cap_net_admin+eip /usr/bin/dumpcap',
      isOneClick: true,
    })
    expect(fix?.text).toContain('dpkg-reconfigure wireshark-common')
  })

  it('offers one click only where something asks for the rights, and for no copy of one’s own', () => {
    const found = wire({ dumpcapComplaint: DENIED })
    expect(judged(system({ canAsk: false }), found).fix?.isOneClick).toBe(false)
    const own = dumpcap({ path: "/home/ada/it's/dumpcap", isOwnedByRoot: false })
    expect(judged(system({ dumpcap: own }), found).fix).toMatchObject({
      isOneClick: false,
      command: "sudo setcap cap_net_raw,cap_net_admin+eip '/home/ada/it'\\''s/dumpcap'",
    })
  })

  it('lets the user join the group that may run dumpcap', () => {
    const closed = dumpcap({ isExecutable: false, version: null, group: 'wireshark' })
    expect(judged(system({ dumpcap: closed }))).toMatchObject({
      why: 'You may not capture yet: only members of the group wireshark may run dumpcap.',
      fix: { id: 'join-group', command: 'sudo usermod -aG wireshark "$USER"', isOneClick: true },
    })
    const joined = { ...closed, isUserInGroup: true }
    expect(judged(system({ dumpcap: joined }))).toMatchObject({
      why: expect.stringContaining('this login is older than your membership.'),
      fix: { id: 'retry', text: expect.stringContaining('log out and in again') },
    })
  })

  it.each(['root', 'shadow', 'disk', null])('never proposes to join the group %s', (group) => {
    const closed = dumpcap({ isExecutable: false, version: null, group })
    expect(judged(system({ dumpcap: closed })).fix).toMatchObject({ id: 'retry', command: '' })
  })

  it('installs dumpcap where nothing can capture, and prefers that to rights for Node', () => {
    const none = system({ dumpcap: null, cap: cap({ version: null, why: 'cap is not there.', isPermitted: false }) })
    expect(judged(none)).toMatchObject({
      why: 'Nothing here can capture: dumpcap, which comes with Wireshark, is not installed.',
      fix: { id: 'install-dumpcap', command: 'sudo apt-get install wireshark-common' },
    })
    expect(judged(system({ dumpcap: null })).fix?.id).toBe('install-dumpcap')
    expect(judged(system({ dumpcap: null, installer: null })).fix).toMatchObject({
      id: 'allow-node',
      command: 'sudo setcap cap_net_raw+eip /usr/bin/node',
      isOneClick: false,
    })
  })

  it('brings an interface up before anything else', () => {
    const down = wire({ isUp: false })
    expect(judged(system({ cap: cap() }), down)).toMatchObject({
      engines: [],
      why: 'wire0 is down, so nothing passes it.',
      fix: { id: 'interface-up', command: 'sudo ip link set wire0 up' },
    })
  })

  it('repeats what dumpcap says where it is none of these', () => {
    const odd = wire({ dumpcapComplaint: 'That device has no link types\nmore' })
    expect(judged(system(), odd)).toMatchObject({
      why: 'dumpcap can’t open wire0: That device has no link types.',
      fix: { id: 'retry' },
    })
    expect(judged(system(), wire({ isKnownToDumpcap: false })).why).toBe('No capture engine here knows wire0.')
  })
})

describe('on macOS', () => {
  const mac = (over: Partial<SystemFacts> = {}) => system({ platform: 'darwin', installer: 'brew', ...over })

  it('opens the capture devices', () => {
    const found = wire({ dumpcapComplaint: 'You do not have permission to capture on device "en0".' })
    expect(judged(mac(), found)).toMatchObject({
      why: 'You may not capture yet: the capture devices /dev/bpf* are closed to you.',
      fix: { id: 'allow-bpf', isOneClick: true, command: expect.stringContaining('chgrp admin /dev/bpf*') },
    })
    expect(judged(mac({ dumpcap: null })).fix?.id).toBe('allow-bpf')
  })

  it('installs Wireshark where nothing can capture', () => {
    const none = mac({ dumpcap: null, cap: cap({ why: 'cap is not there.', isPermitted: false }) })
    expect(judged(none).fix).toMatchObject({ id: 'install-dumpcap', command: 'brew install --cask wireshark' })
  })
})

describe('on Windows', () => {
  const windows = (over: Partial<SystemFacts> = {}) =>
    system({
      platform: 'win32',
      installer: null,
      canAsk: false,
      cap: cap({ why: 'The package cap needs Npcap, which is not installed.' }),
      ...over,
    })

  it('installs Npcap, or Wireshark with it', () => {
    const found = wire({
      dumpcapComplaint: 'Unable to load Npcap (wpcap.dll); you will not be able to capture packets.',
    })
    expect(judged(windows(), found)).toMatchObject({
      why: 'Npcap, the driver that captures on Windows, is not installed or does not run.',
      fix: { id: 'install-npcap', command: '' },
    })
    expect(judged(windows({ dumpcap: null }))).toMatchObject({ fix: { id: 'install-dumpcap', command: '' } })
  })

  it('says where Npcap is for administrators only', () => {
    const found = wire({ dumpcapComplaint: 'You do not have permission to capture on device "x". Access is denied' })
    expect(judged(windows(), found)).toMatchObject({
      why: 'Npcap lets only administrators capture here.',
      fix: { id: 'install-npcap', text: expect.stringContaining('Restrict Npcap') },
    })
  })
})

describe('engines', () => {
  it('are usable where they can capture an interface, else say why not', () => {
    expect(judgeEngines(system(), [wire()])).toEqual([
      { engine: 'dumpcap', version: '4.0.17', isUsable: true, why: null, hasKernelTimes: true },
      {
        engine: 'cap',
        version: '0.2.1',
        isUsable: false,
        why: 'The program that runs the capture process has no right to capture.',
        hasKernelTimes: true,
      },
    ])
    const [denied] = judgeEngines(system({ cap: cap() }), [wire({ dumpcapComplaint: DENIED })])
    expect(denied?.why).toBe('You may not capture yet: dumpcap is there but has no right to.')
    const [missing] = judgeEngines(system({ dumpcap: null, cap: cap() }), [wire()])
    expect(missing).toMatchObject({ version: null, why: 'dumpcap, which comes with Wireshark, is not installed.' })
  })
})
