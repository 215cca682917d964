import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { profilesWith } from '../profiles/index'
import { Judge } from './judge'
import * as steps from './nextSteps'

const EACH: readonly (readonly [string, (address: string) => steps.Commands])[] = [
  ['localSocket', (address) => steps.localSocket(address, 443)],
  ['socketTowards', (address) => steps.socketTowards(address, 443)],
  ['closeWaits', (address) => steps.closeWaits(address, 443)],
  ['unreadBytes', (address) => steps.unreadBytes(address, 443)],
  ['traceSyn', (address) => steps.traceSyn(address, 443)],
  ['watchSegments', (address) => steps.watchSegments(address, 443)],
  ['pathLoss', (address) => steps.pathLoss(address, 443)],
  ['largePing', (address) => steps.largePing(address)],
  ['timeWaits', (address) => steps.timeWaits(address, 443)],
]

describe('commands', () => {
  test.each(EACH)('%s has one for each system, with the address in it', (_, make) => {
    for (const address of ['192.0.2.1', '2001:db8::1']) {
      const { linux, macos, windows } = make(address)
      for (const command of [linux, windows]) expect(command).toContain(address)
      expect(macos).not.toBe('')
    }
  })

  test.each(EACH)('%s takes nothing but an address', (_, make) => {
    for (const text of ['1.2.3.4; reboot', '$(id)', "1.2.3.4'", '', '`id`', '1.2.3.4\n']) {
      expect(() => make(text)).toThrow('is no address')
    }
  })

  test('the one for Linux is the one shown first', () => {
    expect(steps.nextStep('x', steps.listener(443))).toMatchObject({ command: "sudo ss -ltnp 'sport = :443'" })
    expect(steps.nothingToDo()).toMatchObject({ command: '', commands: { linux: '', macos: '', windows: '' } })
  })

  test('packets of an Ethernet frame are smaller by the header of IPv6', () => {
    expect(steps.largePing('192.0.2.1').windows).toBe('ping -f -l 1472 -n 3 192.0.2.1')
    expect(steps.largePing('2001:db8::1').linux).toBe('ping -M do -s 1452 -c 3 2001:db8::1')
  })
})

test('verdicts follow the timers that somebody set', async () => {
  const core = await coreOf(captureOf('A = 10.0.0.5:1\nB = 192.0.2.10:443\n+0 A > B S\n+1 A > B S 0:0(0)\n'))
  const profiles = profilesWith({ linux65: { synGivesUp: 20, name: 'our kernel' } })
  const { expectedNext } = new Judge(core, null, profiles).explain(0).verdict
  expect(expectedNext).toContain('the sender gives up 20 s after frame 1 on our kernel (assumed)')
})

test('verdicts follow the system that somebody says, whatever the retries look like', async () => {
  const core = await coreOf(captureOf('A = 10.0.0.5:1\nB = 192.0.2.10:443\n+0 A > B S\n+1 A > B S 0:0(0)\n'))
  const judge = new Judge(core)
  expect(judge.explain(0).verdict.expectedNext).toContain('gives up 131 s after frame 1 on Linux 6.5 or later')
  judge.assume({ client: 'windows', server: 'guess' })
  const { expectedNext } = judge.explain(0).verdict
  expect(expectedNext).toContain(
    'Else the SYN again by frame 1 + 3 s; the sender gives up 31 s after frame 1 on Windows',
  )
  expect(judge.timers(0).map(({ id }) => id)).toEqual(['windows', 'linux'])
  judge.assume({ client: 'guess', server: 'macos' })
  expect(judge.explain(0).verdict.expectedNext).toContain('131 s')
  expect(judge.timers(0).map(({ id }) => id)).toEqual(['linux', 'macos'])
})
