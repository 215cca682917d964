import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { coreOf } from '../../capture.fixture'
import { Judge } from '../judge'
import { at, clients, cut, flood, full, hole, onePlace, opened, pile, places, short } from './crowds.fixture'
import { captureVerdicts } from './index'
import { paceOf } from './timeWaitPileUp'

async function found(script: string) {
  const core = await coreOf(captureOf(script))
  return captureVerdicts(core, new Judge(core).facts)
}
const ids = async (script: string): Promise<string[]> => (await found(script)).map(({ id }) => id)
/** Initial sequence numbers of a script, and ones that pass 2^32. */
const PLAIN_AND_WRAPPING = [null, 4294967295] as const

describe('time-wait-pile-up', () => {
  test.each(PLAIN_AND_WRAPPING)('ports run out where short connections come fast', async (iss) => {
    const [verdict] = await found(pile(1500, 700, iss))
    expect(verdict).toMatchObject({ id: 'time-wait-pile-up', severity: 'warning', title: 'Ephemeral ports run out' })
    expect(verdict?.sentence).toMatch(
      /^10\.0\.0\.5 leaves 7\d\d connections a second in TIME_WAIT towards 192\.0\.2\.10:443: the 28,232 ephemeral ports of Linux .* run out in about (39|40) s/,
    )
    expect(verdict?.evidence).toHaveLength(5)
  })

  test('a rate that the ports bear is none', async () => {
    expect(await ids(pile(600, 60))).toEqual([])
  })

  test('towards one destination each is none', async () => {
    const lines = Array.from({ length: 600 }, (_, i) => {
      const [client, server] = [`C${i}`, `D${i}`]
      const ends = `${client} = 10.0.0.5:4000\n${server} = 10.9.${i >> 8}.${i & 255}:80\n`
      return ends + short(client, i / 1000).replaceAll(/(> S|S >)/g, (arrow) => arrow.replace('S', server))
    })
    expect(await ids(lines.join(''))).toEqual([])
  })

  test('the pace is that of the busiest stretch', () => {
    const burst = Array.from({ length: 1000 }, (_, i) => i / 100)
    expect(paceOf([...burst, 1000, 2000], 60)).toEqual({ perSecond: 100, atOnce: 1000 })
    expect(paceOf([0], 60)).toEqual({ perSecond: 1, atOnce: 1 })
  })
})

describe('syn-flood', () => {
  test.each(PLAIN_AND_WRAPPING)('many half-open flows from many addresses', async (iss) => {
    const [verdict] = await found(flood(150, places, iss))
    expect(verdict).toMatchObject({ id: 'syn-flood', severity: 'warning' })
    expect(verdict?.sentence).toContain('150 SYNs from 150 addresses within 149 ms left 192.0.2.10:443 half-open')
  })

  test('as many from one address are none', async () => {
    expect(await ids(flood(150, onePlace))).toEqual([])
  })

  test('clients that try again are real, and their server unreachable', async () => {
    const script = clients(
      150,
      places,
      (name, i) => `@${at(i / 1000)} ${name} > S S\n@${at(1 + i / 1000)} ${name} > S S 0:0(0)\n`,
    )
    expect(await ids(script)).toEqual([])
  })
})

describe('server-not-accepting', () => {
  test.each(PLAIN_AND_WRAPPING)('SYN,ACK after the ACK on several flows', async (iss) => {
    expect(await found(full(4, iss))).toMatchObject([{ id: 'server-not-accepting', certainty: 'likely' }])
  })

  test('on one or two flows is theirs alone', async () => {
    expect(await ids(full(2))).toEqual([])
  })

  const dropping = (perSecond: number): string =>
    clients(30, places, (name, i) =>
      i % 3 === 1
        ? `@${at(i / perSecond)} ${name} > S S\n@${at(1 + i / perSecond)} ${name} > S S 0:0(0)\n+0.001 S > ${name} S.\n+0 ${name} > S .\n`
        : opened(name, i / perSecond),
    )

  test('SYNs dropped in a burst while others are answered make it possible', async () => {
    expect(await found(dropping(100))).toMatchObject([{ id: 'server-not-accepting', certainty: 'possible' }])
  })

  test('SYNs lost one by one are the path’s', async () => {
    expect(await ids(dropping(2))).toEqual([])
  })
})

describe('resetting-host', () => {
  test.each(PLAIN_AND_WRAPPING)('one host that cuts many flows', async (iss) => {
    const [verdict] = await found(cut(12, iss))
    expect(verdict).toMatchObject({ id: 'resetting-host', severity: 'warning' })
    expect(verdict?.sentence).toContain('192.0.2.10 cut 12 open connections')
  })

  test('a few cuts are none', async () => {
    expect(await ids(cut(9))).toEqual([])
  })

  test('resets after FIN are harmless', async () => {
    const script = clients(
      12,
      places,
      (name, i) => `${opened(name, i / 100)}+0.01 ${name} > S F.\n+0.01 S > ${name} R.\n`,
    )
    expect(await ids(script)).toEqual([])
  })
})

describe('large-segments-vanish', () => {
  test.each([null, 4294967000])('several flows that lose large segments only', async (iss) => {
    expect(await found(hole(3, 1400, iss))).toMatchObject([{ id: 'large-segments-vanish', severity: 'warning' }])
  })

  test('small segments that vanish are another matter', async () => {
    expect(await ids(hole(3, 300))).toEqual([])
  })

  test('one flow is its own verdict', async () => {
    expect(await ids(hole(1, 1400))).toEqual([])
  })
})
