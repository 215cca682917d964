import { describe, expect, test } from 'vitest'
import type { TwoEndsReport } from '../../contracts/twoEnds'
import { capturesOfBothEnds, type Path } from '../../scenario/bothEnds'
import { captureOf } from '../../scenario/capture'
import type { Statement } from '../../scenario/script'
import { coreOf, memorySource } from '../capture.fixture'
import { alignEnds } from './index'

const MS = 1e6
const B = 'B = 192.0.2.10:443\n'

/** A conversation that was already going on when the captures began. */
const talk = (name: string, port: number, options: string, turns = 6): string => {
  const turn = `+0.010 ${name} > B P. (300)\n+0.020 B > ${name} .\n+0.001 B > ${name} P. (1200)\n+0.021 ${name} > B .\n`
  const head = `${name} = 10.0.0.5:${port}\n${options.replaceAll('NAME', name)}`
  return `${head}${turn.replace('(300)', '5001:5301(300) ack 90001')}${turn.repeat(turns - 1)}`
}
const TIMESTAMPS = 'options NAME = <nop, nop, TS>\noptions B = <nop, nop, TS>\n'

/** Addresses are translated, each port to another. */
const translator =
  (ports: Readonly<Record<string, number>>, iss: Readonly<Record<string, number>> = {}) =>
  (statement: Statement): Statement => {
    if (statement.kind === 'endpoint' && ports[statement.name] !== undefined) {
      return { ...statement, address: Uint8Array.of(203, 0, 113, 7), port: ports[statement.name] as number }
    }
    if (statement.kind === 'setting' && statement.setting === 'iss' && iss[statement.endpoint] !== undefined) {
      return { ...statement, value: iss[statement.endpoint] as number }
    }
    return statement
  }

const endOf = async (bytes: Uint8Array, name: string) => ({
  core: await coreOf(bytes),
  source: { ...memorySource(bytes), size: bytes.length, name },
})

async function align(script: string, path: Partial<Path>): Promise<TwoEndsReport> {
  const passage: Path['passage'] = (line) => ({ delayNs: 10 * MS, lost: line % 11 === 6 })
  const { first, second } = capturesOfBothEnds(script, { passage, clock: (ns) => ns + 77e9, ...path })
  return alignEnds(await endOf(first.bytes, 'servers.pcapng'), await endOf(second.bytes, 'clients.pcapng'))
}

const ends = ({ flows }: TwoEndsReport) =>
  flows.map(({ matchedBy, sequenceShift, first, second }) => ({
    matchedBy,
    shift: sequenceShift,
    ports: [first, second].map((end) => [end?.client.port, end?.server.port].find((port) => port !== 443)),
  }))

describe('flows that were open already when the captures began', () => {
  test.each([
    ['timestamps', TIMESTAMPS],
    ['IP identifications', ''],
  ])('are found behind an address translator by %s', async (_, options) => {
    const report = await align(`${B}${talk('A', 5000, options)}`, { translate: translator({ A: 61_000 }) })
    expect(ends(report)).toEqual([{ matchedBy: 'contents', shift: { client: 0, server: 0 }, ports: [5000, 61_000] }])
    expect(report.clock?.offsetNs).toBe(77e9)
    expect(report.flows[0]?.segments.filter(({ fate }) => fate === 'lost').length).toBeGreaterThan(0)
  })

  test('are found where sequence numbers are rewritten, past 2^32 as well', async () => {
    // The first end is the server's: what is added on the way there is taken off in the second capture.
    const script = `${B}iss B = 7\n${talk('A', 5000, `iss A = 4294967000\n${TIMESTAMPS}`)}`
    const both = await align(script, { translate: translator({ A: 61_000 }, { A: 1000, B: 4_000_000_000 }) })
    expect(ends(both)).toEqual([
      { matchedBy: 'contents', shift: { client: 4_294_966_000, server: 294_967_303 }, ports: [5000, 61_000] },
    ])
    const numbersOnly = await align(script, { translate: translator({}, { A: 1000 }) })
    expect(ends(numbersOnly)).toEqual([
      { matchedBy: 'contents', shift: { client: 4_294_966_000, server: 0 }, ports: [5000, 5000] },
    ])
  })

  test('are not taken for one another where they say the same at the same time', async () => {
    const names = ['A', 'A2', 'A3']
    const lines = names.map((name, index) => talk(name, 5000 + index, TIMESTAMPS).split('\n'))
    const woven = (lines[0] ?? []).flatMap((_, row) => lines.map((list) => list[row] ?? '')).join('\n')
    // Each gets the port that another had.
    const translate = translator({ A: 5001, A2: 5002, A3: 5000 })
    const found = ends(await align(`${B}${woven}`, { translate }))
    expect(found.map(({ ports }) => ports)).toEqual([
      [5000, 5001],
      [5001, 5002],
      [5002, 5000],
    ])
  })

  test('are left alone where nothing marks their segments', async () => {
    const unmarked = talk('A', 5000, '').replaceAll(/^(\+.*)$/gm, '$1 ipid 0')
    const report = await align(`${B}${unmarked}`, { translate: translator({ A: 61_000 }) })
    expect(report).toMatchObject({ flows: [], clock: null, others: { first: 1, second: 1 } })
  })

  test.each([
    ['timestamps', TIMESTAMPS],
    ['IP identifications', ''],
  ])('are not matched with another fetch of the same bytes that has %s of its own', async (_, options) => {
    // The filler of equal sequence numbers is equal, and so is the time between segments.
    const one = captureOf(`${B}ipid B = 100\n${talk('A', 5000, options)}`)
    const other = captureOf(`${B.replace('443', '8443')}ipid B = 40000\n${talk('C', 6000, `${options}`)}`)
    const report = alignEnds(await endOf(one, 'a.pcapng'), await endOf(other, 'b.pcapng'))
    expect(report).toMatchObject({ flows: [], others: { first: 1, second: 1 } })
  })
})
