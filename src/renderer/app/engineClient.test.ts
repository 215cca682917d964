import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineAnswer, EngineEvent, EngineRequest } from '../../contracts/engine'
import { EngineClient, QueryCancelled } from './engineClient'

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('EngineClient', () => {
  let channel: MessageChannel
  let client: EngineClient
  let requests: EngineRequest[]
  const answer = (message: EngineAnswer | EngineEvent) => channel.port2.postMessage(message)

  beforeEach(() => {
    channel = new MessageChannel()
    requests = []
    channel.port2.addEventListener('message', (message) => requests.push(message.data))
    channel.port2.start()
    client = new EngineClient(channel.port1)
  })
  afterEach(() => {
    client.close()
    channel.port2.close()
  })

  it('matches answers to queries by id, in whatever order they come', async () => {
    const first = client.query('flow', { flow: 1 })
    const second = client.query('flowRow', {
      flow: 2,
      sort: 'order',
      descending: false,
      filter: { text: '', severity: null, state: null, outcome: null },
    })
    await settled()
    answer({ id: requests[1]?.id ?? 0, ok: true, value: 7 })
    answer({ id: requests[0]?.id ?? 0, ok: true, value: null })
    expect(await second).toBe(7)
    expect(await first).toBeNull()
  })

  it("rejects with the engine's sentence", async () => {
    const query = client.query('segment', { segment: 5 })
    await settled()
    answer({ id: requests[0]?.id ?? 0, ok: false, error: 'the file was truncated meanwhile' })
    await expect(query).rejects.toThrow('the file was truncated meanwhile')
  })

  it('never sends what was cancelled while it waited its turn', async () => {
    const under = Array.from({ length: 6 }, (_, flow) => client.query('flow', { flow }))
    const abort = new AbortController()
    const stale = client.query('flow', { flow: 99 }, abort.signal)
    abort.abort()
    await expect(stale).rejects.toBeInstanceOf(QueryCancelled)
    await settled()
    expect(requests).toHaveLength(6)
    for (const request of requests) answer({ id: request.id, ok: true, value: null })
    await Promise.all(under)
    await settled()
    expect(requests).toHaveLength(6)
  })

  it('ignores the late answer to a cancelled query', async () => {
    const abort = new AbortController()
    const query = client.query('flow', { flow: 1 }, abort.signal)
    await settled()
    abort.abort()
    await expect(query).rejects.toBeInstanceOf(QueryCancelled)
    answer({ id: requests[0]?.id ?? 0, ok: true, value: null })
    const next = client.query('flow', { flow: 2 })
    await settled()
    answer({ id: requests[1]?.id ?? 0, ok: true, value: null })
    expect(await next).toBeNull()
  })

  it('gives up everything under way when it is closed', async () => {
    const query = client.query('summary', {})
    client.close()
    await expect(query).rejects.toBeInstanceOf(QueryCancelled)
    await expect(client.query('summary', {})).rejects.toBeInstanceOf(QueryCancelled)
  })

  it('tells events to its listeners', async () => {
    const seen: EngineEvent[] = []
    const stop = client.onEvent((event) => seen.push(event))
    answer({ event: 'progress', summary: { name: 'a.pcap' } } as EngineEvent)
    await settled()
    stop()
    answer({ event: 'progress', summary: { name: 'b.pcap' } } as EngineEvent)
    await settled()
    expect(seen.map((event) => event.summary.name)).toEqual(['a.pcap'])
  })
})
