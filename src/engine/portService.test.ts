import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { EngineAnswer, EngineEvent } from '../contracts/engine'
import { coreLoader } from './loadCore'
import { type EnginePort, serveQueries } from './portService'
import { createEngine } from './session'

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const loadCore = coreLoader(fromRoot('out/core/core.wasm'))

/** A served port and an engine that has read a sample; `ask` returns the answer to a message, whatever it is. */
async function serveSample() {
  const engine = createEngine({ loadCore, onProgress: () => {} })
  await engine.open(fromRoot('resources/samples/four-way-close.pcapng'))
  const answers: (EngineAnswer | EngineEvent)[] = []
  let hear: (message: { readonly data: unknown }) => void = () => {}
  const port: EnginePort = {
    on: (_event, listener) => {
      hear = listener
    },
    postMessage: (message) => answers.push(message),
    start: () => {},
  }
  serveQueries(port, engine)
  const ask = (data: unknown) => {
    hear({ data })
    return answers.pop()
  }
  return { engine, ask }
}

test('a query is answered under its own number', async () => {
  const { ask } = await serveSample()
  expect(ask({ id: 7, query: 'summary', args: {} })).toMatchObject({ id: 7, ok: true, value: { flows: 1, done: true } })
})

test('a query about a flow that is not there answers null', async () => {
  const { ask } = await serveSample()
  expect(ask({ id: 1, query: 'flow', args: { flow: 99 } })).toEqual({ id: 1, ok: true, value: null })
})

test('unknown queries, wrong arguments and things that are no request come back as errors', async () => {
  const { ask } = await serveSample()
  const bad = [
    { id: 1, query: 'toString', args: {} },
    { id: 1, query: '__proto__', args: {} },
    { id: 1, query: 'flow', args: { flow: -1 } },
    { id: 1, query: 'flows', args: null },
  ]
  for (const message of bad) expect(ask(message)).toMatchObject({ id: 1, ok: false, error: expect.any(String) })
  for (const message of [null, 'summary', { query: 'summary' }, { id: 1.5, query: 'summary' }])
    expect(ask(message)).toMatchObject({ id: -1, ok: false })
})

test('once the capture is closed a query says so', async () => {
  const { engine, ask } = await serveSample()
  engine.close()
  expect(ask({ id: 2, query: 'summary', args: {} })).toEqual({ id: 2, ok: false, error: 'no capture is open' })
})
