import { afterEach, describe, expect, it } from 'vitest'
import type { CaptureInterface } from '../../contracts/capture'
import { i18n } from '../i18n/i18n'
import { inOrder, kindWords, sharedTrouble, trafficWords } from './interfaceWords'

const one = (name: string, change: Partial<CaptureInterface> = {}): CaptureInterface => ({
  name,
  description: '',
  addresses: [],
  kind: 'ethernet',
  isUp: true,
  engines: ['dumpcap'],
  why: null,
  fix: null,
  ...change,
})
const names = (list: readonly CaptureInterface[]) => list.map(({ name }) => name).join(' ')

describe('inOrder', () => {
  it('puts loopback first while all are quiet, and what can’t be captured last', () => {
    const list = [
      one('no', { engines: [], why: 'no' }),
      one('eth1'),
      one('eth0', { isUp: false }),
      one('lo', { kind: 'loopback' }),
    ]
    expect(names(inOrder(list, new Map()))).toBe('lo eth1 eth0 no')
  })

  it('puts the busiest first, by magnitude, so that rows don’t dance', () => {
    const rates = (packets: number) => [{ at: 0, packets, bytes: 0 }]
    const history = new Map([
      ['eth0', rates(900)],
      ['eth1', rates(1100)],
    ])
    expect(names(inOrder([one('lo', { kind: 'loopback' }), one('eth1'), one('eth0')], history))).toBe('eth0 eth1 lo')
  })
})

describe('traffic in words', () => {
  it('says quiet for nothing, and nothing for the unknown', () => {
    expect(trafficWords(undefined)).toBe('')
    expect(trafficWords({ at: 0, packets: 0, bytes: 0 })).toBe('quiet')
    expect(trafficWords({ at: 0, packets: 1204, bytes: 1_700_000 })).toBe('1,204 packets/s, 1.7 MB/s')
  })
})

describe('sharedTrouble', () => {
  it('is what several interfaces suffer from, and nothing where each has its own', () => {
    const why = 'You may not capture yet.'
    const down = one('eth1', { why: 'eth1 is down.' })
    const closed = ['lo', 'eth0'].map((name) => one(name, { why }))
    expect(sharedTrouble([down, ...closed])).toEqual({ why, fix: null })
    expect(sharedTrouble([down, ...closed.slice(1)])).toBeNull()
  })
})

describe('kindWords', () => {
  afterEach(() => i18n.changeLanguage('en'))

  it('says what the system calls an interface, else its kind', () => {
    expect(kindWords(one('en0', { description: 'Thunderbolt Bridge' }))).toBe('Thunderbolt Bridge')
    expect(kindWords(one('veth1', { kind: 'virtual' }))).toBe('Virtual interface')
  })

  it('says a mere kind in the language of the window', async () => {
    await i18n.changeLanguage('zh-CN')
    expect(kindWords(one('lo', { kind: 'loopback', description: 'Loopback' }))).toBe('环回：本机与自身的通信')
    expect(kindWords(one('eth0', { description: 'Ethernet' }))).toBe('以太网')
    expect(kindWords(one('en0', { description: 'Thunderbolt Bridge' }))).toBe('Thunderbolt Bridge')
  })
})
