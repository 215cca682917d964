import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { coreOf } from '../../capture.fixture'
import { Judge } from '../judge'
import { captureVerdicts } from './index'
import { paceOf } from './timeWaitPileUp'

async function found(script: string) {
  const core = await coreOf(captureOf(script))
  return captureVerdicts(core, new Judge(core).facts)
}
const ids = async (script: string): Promise<string[]> => (await found(script)).map(({ id }) => id)
const at = (seconds: number): string => seconds.toFixed(6)

/** Lines for each of `count` clients, named C0, C1 and so on, towards one server. */
function clients(count: number, address: (i: number) => string, lines: (name: string, i: number) => string): string {
  let script = 'S = 192.0.2.10:443\n'
  for (let i = 0; i < count; i += 1) script += `C${i} = ${address(i)}\n${lines(`C${i}`, i)}`
  return script
}
const onePlace = (i: number): string => `10.0.0.5:${20_000 + i}`
const places = (i: number): string => `10.${1 + (i >> 8)}.${i & 255}.7:5000`
/** A whole short connection that the client closes first. */
const short = (name: string, from: number): string =>
  `@${at(from)} ${name} > S S\n+0.0001 S > ${name} S.\n+0 ${name} > S .\n+0 ${name} > S F.\n+0.0001 S > ${name} F.\n+0 ${name} > S .\n`
const opened = (name: string, from: number): string =>
  `@${at(from)} ${name} > S S\n+0.001 S > ${name} S.\n+0 ${name} > S .\n`

describe('time-wait-pile-up', () => {
  const pile = (count: number, perSecond: number, wrap = ''): string =>
    clients(count, onePlace, (name, i) => `${wrap && `iss ${name} = 4294967295\n`}${short(name, i / perSecond)}`)

  test.each(['', 'wrap'])('ports run out where short connections come fast', async (wrap) => {
    const [verdict] = await found(pile(1500, 700, wrap))
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
  const flood = (count: number, address: (i: number) => string, iss = ''): string =>
    clients(
      count,
      address,
      (name, i) => `${iss && `iss ${name} = ${iss}\n`}@${at(i / 1000)} ${name} > S S\n+0 S > ${name} S.\n`,
    )

  test.each(['', '4294967295'])('many half-open flows from many addresses', async (iss) => {
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
  const full = (count: number, iss = ''): string =>
    clients(
      count,
      places,
      (name, i) =>
        `${iss && `iss ${name} = ${iss}\niss S = ${iss}\n`}${opened(name, i / 100)}+1 S > ${name} S. 0:0(0) ack 1\n+0.001 ${name} > S . 1:1(0) ack 1\n`,
    )

  test.each(['', '4294967295'])('SYN,ACK after the ACK on several flows', async (iss) => {
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
  const cut = (count: number, iss = ''): string =>
    clients(
      count,
      places,
      (name, i) => `${iss && `iss ${name} = ${iss}\n`}${opened(name, i / 100)}+0.01 S > ${name} R.\n`,
    )

  test.each(['', '4294967295'])('one host that cuts many flows', async (iss) => {
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
  const hole = (count: number, bytes: number, iss = ''): string =>
    `${clients(count, places, (name, i) => {
      const large = `${name} > S P. 1:${bytes + 1}(${bytes}) ack 1\n`
      return `${iss && `iss ${name} = ${iss}\n`}${opened(name, i)}+0.01 ${large}+0.3 ${large}+0.6 ${large}`
    })}X = 10.9.9.9:1000\nY = 10.9.9.8:80\n+10 X > Y S\n+0.01 Y > X S.\n`

  test.each(['', '4294967000'])('several flows that lose large segments only', async (iss) => {
    expect(await found(hole(3, 1400, iss))).toMatchObject([{ id: 'large-segments-vanish', severity: 'warning' }])
  })

  test('small segments that vanish are another matter', async () => {
    expect(await ids(hole(3, 300))).toEqual([])
  })

  test('one flow is its own verdict', async () => {
    expect(await ids(hole(1, 1400))).toEqual([])
  })
})
