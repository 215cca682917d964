import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KNOWLEDGE_IDS, STATE_EDGES } from '../../contracts/explain'
import { captureOf } from '../../scenario/capture'
import { scripts } from '../../scenario/random'
import { coreOf } from '../capture.fixture'
import { readFlowRows } from '../ladder/readFlowRows'
import { DATA, ENDPOINTS, OPEN, OPEN_WRAPPING } from '../verdicts/verdict.fixture'
import { answersOf, explained, knownTo, wayOf } from './explain.fixture'

const FOUR = '+0.1 A > B F.\n+0.02 B > A .\n+0.05 B > A F.\n+0.02 A > B .\n'
const THREE = '+0.1 A > B F.\n+0.02 B > A F.\n+0.02 A > B .\n'
const of = (script: string) => explained(captureOf(script))

describe('what each side knows', () => {
  it('takes three segments until both know that both directions work', async () => {
    const flow = await of(`${OPEN}${DATA}`)
    expect(
      [1, 2, 3, 5].map((number) => [knownTo(flow.at(number), 'client'), knownTo(flow.at(number), 'server')]),
    ).toEqual([
      ['own-iss!', 'peer-iss!? can-receive!?'],
      ['own-iss peer-iss!? can-receive!? can-send!?', 'own-iss! peer-iss can-receive'],
      [
        'own-iss peer-iss can-receive can-send acknowledged room',
        'own-iss peer-iss can-receive can-send!? peer-knows!? acknowledged!? room!?',
      ],
      [
        'own-iss peer-iss can-receive can-send peer-knows!? acknowledged!? room!?',
        'own-iss peer-iss can-receive can-send peer-knows acknowledged room',
      ],
    ])
  })

  it('never says that the last ACK arrived', async () => {
    const flow = await of(`${OPEN}${FOUR}`)
    const last = flow.at(7).knows.client.find(({ id }) => id === 'last-ack-arrived')
    expect(last).toMatchObject({ isKnown: false, frame: null })
    expect(last?.sentence).toContain('2MSL')
  })

  it('says nothing of a side that never spoke', async () => {
    const flow = await of(`${ENDPOINTS}+0 A > B S 0:0(0)\n+1 A > B S 0:0(0)\n`)
    expect(knownTo(flow.at(2), 'server')).toBe('')
    expect(flow.at(2).path.server).toEqual([])
  })

  it('leaves what came before a capture to the past', async () => {
    const flow = await of(`${ENDPOINTS}+0 A > B P. 1:101(100) ack 1\n+0.02 B > A . 1:1(0) ack 101\n`)
    expect(flow.at(1).knows.client[0]).toMatchObject({ id: 'own-iss', isKnown: true, frame: null })
    expect(flow.at(1).sum.acknowledges?.kind).toBe('none')
    expect(flow.at(2).numbers.server).toMatchObject({ sndWnd: null, rcvWnd: null })
  })
})

describe('the sum', () => {
  it.each([
    ['plain', OPEN],
    ['wrapping', OPEN_WRAPPING],
  ])('holds over SYN, data and FIN: %s', async (_, open) => {
    const flow = await of(`${open}${DATA}${FOUR}`)
    for (let number = 1; number <= flow.count; number++) {
      const { sum, numbers } = flow.at(number)
      const { term, expected } = sum.takes
      const total = term.length + term.syn + term.fin
      expect(expected.relative).toBe(term.seq.relative + total)
      expect(expected.raw).toBe((term.seq.raw + total) >>> 0)
      if (sum.acknowledges === null) continue
      const { answers, ack, holds } = sum.acknowledges
      expect(holds).toBe(true)
      const ends = (answers?.seq.raw ?? 0) + (answers?.length ?? 0) + (answers?.syn ?? 0) + (answers?.fin ?? 0)
      expect(ends >>> 0).toBe(ack.raw)
      expect(numbers.client.sndUna?.relative).toBeLessThanOrEqual(numbers.client.sndNxt?.relative ?? 0)
    }
  })

  it('names cumulative, partial, duplicate and unseen', async () => {
    const flow = await of(
      `${OPEN}+0 A > B P. (100)\n+0 A > B P. (100)\n+0.02 B > A . ack 201\n+0 A > B P. (100)\n+0.02 B > A . ack 251\n` +
        '+0.1 B > A . ack 251\n+0.1 B > A . ack 1001\n',
    )
    const kinds = [6, 8, 9, 10].map((number) => flow.at(number).sum.acknowledges)
    expect(kinds.map((sum) => sum?.kind)).toEqual(['cumulative', 'partial', 'duplicate', 'beyond'])
    expect(kinds[0]).toMatchObject({ segments: 2, bytes: 200, holds: true })
    expect(kinds[1]).toMatchObject({ holds: false, bytes: 50 })
  })
})

describe('the way through the states', () => {
  const EDGES = new Set(STATE_EDGES.map(({ id }) => id))
  it.each([
    ['four', FOUR, 'ESTABLISHED>FIN_WAIT_1 FIN_WAIT_1>FIN_WAIT_2 FIN_WAIT_2>TIME_WAIT'],
    ['three', THREE, 'ESTABLISHED>FIN_WAIT_1 FIN_WAIT_1>FIN_WAIT_2 FIN_WAIT_2>TIME_WAIT'],
  ])('closes with %s segments by arrows of the figure', async (_, close, way) => {
    const { path } = (await of(`${OPEN}${close}`)).at(close === FOUR ? 7 : 6)
    expect(wayOf(path.client)).toBe(`CLOSED>SYN_SENT SYN_SENT>ESTABLISHED ${way}`)
    expect(wayOf(path.server)).toBe(
      'CLOSED>LISTEN LISTEN>SYN_RCVD SYN_RCVD>ESTABLISHED ESTABLISHED>CLOSE_WAIT CLOSE_WAIT>LAST_ACK LAST_ACK>CLOSED',
    )
    expect([...path.client, ...path.server].every(({ edge }) => EDGES.has(edge))).toBe(true)
    expect(path.client.at(-1)?.isNew).toBe(true)
  })

  it('goes through SYN_RCVD on both sides where both opened at once', async () => {
    const open = `${ENDPOINTS}+0 A > B S\n+0.001 B > A S\n+0.01 A > B S.\n+0.001 B > A S.\n+0.02 A > B P. (10)\n+0.02 B > A .\n`
    const { path } = (await of(open)).at(6)
    const way = 'CLOSED>SYN_SENT SYN_SENT>SYN_RCVD SYN_RCVD>ESTABLISHED'
    expect([wayOf(path.client), wayOf(path.server)]).toEqual([way, way])
  })

  it('ends with a reset where one came', async () => {
    const { path } = (await of(`${OPEN}+0.1 B > A R.\n`)).at(4)
    expect(path.client.at(-1)).toMatchObject({ edge: 'ESTABLISHED>CLOSED', event: 'rcv RST' })
    expect(path.server.at(-1)).toMatchObject({ edge: 'ESTABLISHED>CLOSED', event: 'ABORT / snd RST' })
  })
})

describe('the questions', () => {
  it('come nearest first, with frames of this flow', async () => {
    const flow = await of(`${OPEN}${DATA}${FOUR}`)
    expect(flow.at(1).questions[0]?.id).toBe('why-three')
    const last = flow.at(11).questions.map(({ id }) => id)
    expect(last.slice(0, 4)).toEqual(['states', 'why-four', 'last-ack-lost', 'learn-last-ack-lost'])
    const four = flow.at(11).questions.find(({ id }) => id === 'why-four')
    expect(four?.evidence.map(({ frame }) => Number(frame))).toEqual([8, 9, 10, 11])
  })

  it('tell a half-close with data, and a close of three', async () => {
    const half = `${OPEN}+0.1 A > B F.\n+0.02 B > A .\n+0.1 B > A P. (300)\n+0.02 A > B .\n+0.1 B > A F.\n+0.02 A > B .\n`
    const told = (await of(half)).at(6).questions.find(({ id }) => id === 'half-close')
    expect(told?.answer.join(' ')).toContain('300 B more')
    expect((await of(`${OPEN}${THREE}`)).at(5).questions.map(({ id }) => id)).toContain('three-segment-close')
  })
})

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')

async function askAll(bytes: Uint8Array): Promise<void> {
  const { core, answers } = await answersOf(bytes)
  for (let flow = 0; flow < core.flowCount(); flow++) {
    for (const segment of readFlowRows(core, flow).segment) {
      const view = answers.answer('explain', { flow, segment })
      expect(view).toMatchObject({ flow, segment })
      const loss = answers.answer('explainLoss', { flow, segment })
      expect(loss).toMatchObject({ flow, segment })
      expect((loss as { rows: readonly unknown[] }).rows.length).toBeLessThanOrEqual(41)
      expect(JSON.stringify([view, loss])).not.toMatch(/undefined|NaN/)
    }
  }
}

describe('any flow', () => {
  it.each(readdirSync(SAMPLES).filter((name) => name.endsWith('.pcapng')))(
    'answers at every segment of %s',
    async (file) => {
      await askAll(new Uint8Array(readFileSync(join(SAMPLES, file))))
    },
  )

  it('answers at every segment of any conversation', async () => {
    await fc.assert(
      fc.asyncProperty(scripts(), async (script) => askAll(captureOf(script))),
      { numRuns: 25, seed: 6 },
    )
  }, 60_000)

  it('answers null for what is not there', async () => {
    const { answers } = await answersOf(captureOf(OPEN))
    expect(answers.answer('explain', { flow: 1, segment: 0 })).toBeNull()
    expect(answers.answer('explainLoss', { flow: 0, segment: 999 })).toBeNull()
  })

  it('tells statements in the order of the contract', async () => {
    const core = await coreOf(captureOf(OPEN))
    expect(core.flowCount()).toBe(1)
    const ids = (await of(`${OPEN}${FOUR}`)).at(7).knows.client.map(({ id }) => KNOWLEDGE_IDS.indexOf(id))
    expect(ids).toEqual([...ids].sort((one, other) => one - other))
  })
})
