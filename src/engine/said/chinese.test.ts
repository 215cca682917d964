import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import chinese from '../../../resources/locales/zh-CN/engine.json'
import type { QueryAnswers } from '../../contracts/engine'
import { LADDER_LEVELS } from '../../contracts/ladder'
import type { LadderOutline, LadderRows } from '../../contracts/ladderRows'
import { captureOf } from '../../scenario/capture'
import { Answers } from '../answers'
import { loadCore, memorySource } from '../capture.fixture'
import { KERNEL_CASES } from '../kernel/disagreements.fixture'
import { CLIENT, SERVER, watched } from '../kernel/kernel.fixture'
import { OpenCapture } from '../openCapture'
import { cut, flood, full, hole, pile, places } from '../verdicts/capture/crowds.fixture'
import { CLOSING } from '../verdicts/closing/ruleCases.fixture'
import { DATA_RULES } from '../verdicts/data/ruleCases.fixture'
import { Judge } from '../verdicts/judge'
import { OPENING } from '../verdicts/opening/ruleCases.fixture'
import { RESETS } from '../verdicts/reset/ruleCases.fixture'
import { PLAIN, scriptOf } from '../verdicts/ruleCases.fixture'
import { learn, speak } from './said'

/** What people read, by the names of its fields; the rest of answers is for machines. */
const FOR_PEOPLE = new Set(
  'title sentence sentences shows counterEvidence expectedNext text label message reason question answer'.split(' '),
)
/** Latin words that Chinese sentences keep: protocol words, names, what a command or an option is called. */
const KEPT = new Set(
  `seq ack win mss ws sack ts pid keep alive any cookie backlog offload challenge flood connect close accept shutdown
  assassination fragmentation needed Linux Windows Application Load Balancer Network Google Cloud Juniper Cisco Palo Alto
  Azure Multipath Fast Open Recv Send editcap nginx python snap conntrack Connection`.split(/\s+/),
)

/** Latin words of a text that it should say in Chinese; addresses, numbers, states and flags are none. */
function leftOver(text: string): string[] {
  const words = text.match(/(?<![\w.:/-])[A-Za-z]?[a-z]{2,}(?:'[a-z]+)?(?![\w.(:/=])/g) ?? []
  return words.filter((word) => !KEPT.has(word))
}

/** All texts for people that still hold such words. */
function english(answer: unknown, isForPeople = false): string[] {
  if (typeof answer === 'string') return isForPeople && leftOver(answer).length > 0 ? [answer] : []
  if (Array.isArray(answer)) return answer.flatMap((each) => english(each, isForPeople))
  if (answer === null || typeof answer !== 'object' || ArrayBuffer.isView(answer)) return []
  return Object.entries(answer).flatMap(([name, value]) =>
    english(value, FOR_PEOPLE.has(name) || (isForPeople && typeof value === 'object')),
  )
}

async function answersOf(bytes: Uint8Array): Promise<{ capture: OpenCapture; answers: Answers }> {
  const capture = new OpenCapture(await loadCore(), memorySource(bytes))
  await capture.read(() => undefined)
  return { capture, answers: new Answers(capture) }
}

/** Everything that the window can ask of a flow in words. */
function* saidOf(answers: Answers, flow: number): Generator<unknown> {
  yield answers.answer('flow', { flow })
  yield answers.answer('quality', { flow })
  for (const level of LADDER_LEVELS) {
    const outline = answers.answer('ladder', { flow, unfolded: [], level }) as LadderOutline
    yield outline
    const shown = answers.answer('ladderRows', { flow, from: 0, to: outline.rows }) as LadderRows
    yield shown
    for (const row of shown.rows) {
      if (row.kind !== 'segment') continue
      yield answers.answer('explain', { flow, segment: row.segment })
      yield answers.answer('explainLoss', { flow, segment: row.segment })
    }
  }
}

async function englishIn(bytes: Uint8Array): Promise<string[]> {
  const { capture, answers } = await answersOf(bytes)
  const found = english([answers.answer('summary', {}), answers.answer('captureVerdicts', {})])
  for (let flow = 0; flow < Math.min(8, capture.core.flowCount()); flow += 1)
    for (const answer of saidOf(answers, flow)) found.push(...english(answer))
  return [...new Set(found)]
}

beforeAll(() => {
  learn('zh-CN', chinese)
  speak('zh-CN')
})
afterAll(() => speak('en'))

const SAMPLES = fileURLToPath(new URL('../../../resources/samples/', import.meta.url))

test('English would be found', async () => {
  speak('en')
  const found = await englishIn(readFileSync(`${SAMPLES}close-wait.pcapng`))
  speak('zh-CN')
  expect(found.length).toBeGreaterThan(20)
})

describe('in Chinese no English is left', () => {
  test.each(readdirSync(SAMPLES).filter((file) => file.endsWith('.pcapng')))('of the sample %s', async (file) => {
    expect(await englishIn(readFileSync(`${SAMPLES}${file}`))).toEqual([])
  })

  const scenes = Object.entries({ ...OPENING, ...DATA_RULES, ...RESETS, ...CLOSING }).flatMap(([id, each]) =>
    [each.fires, each.nearMiss].map((scene) => [id, scene.name, scene] as const),
  )
  test.each(scenes)('of %s: %s', async (_, __, scene) => {
    expect(await englishIn(captureOf(scriptOf(scene, PLAIN)))).toEqual([])
  })

  test.each([pile(1500, 700, 1000), flood(100, places, 1000), full(3, 1000), cut(10, 1000), hole(2, 1400, 1000)])(
    'of a crowd of flows, %#',
    async (script) => {
      expect(await englishIn(captureOf(script))).toEqual([])
    },
  )

  test.each(Object.entries(KERNEL_CASES))('of what the kernel knows: %s', async (_, { fires }) => {
    const script = `A = ${CLIENT.address}:${CLIENT.port}\nB = ${SERVER.address}:${SERVER.port}\n${fires.events}`
    const host = await watched(captureOf(script), [fires.host === 'client' ? CLIENT.address : SERVER.address])
    const quiet = fires.quietMs ?? 2000
    if (fires.before) host.read(quiet - 500, fires.before, fires.table)
    for (const ms of [0, 5000, 10_000]) host.read(quiet + ms, fires.sockets, fires.table)
    const judge = new Judge(host.core)
    judge.hear(host.kernel.facts)
    const view: QueryAnswers['kernel'] = host.kernel.view(0)
    expect(view?.disagreement).toBeTruthy()
    expect(english([view?.disagreement, judge.explain(0)])).toEqual([])
  })
})
