/**
 * The window's end of the engine's port: each query is a promise, matched to its answer by id. Few queries are under
 * way at a time, so that those which nobody wants any longer (scrolled past, another flow chosen) are never sent.
 */
import type {
  EngineAnswer,
  EngineEvent,
  EngineRequest,
  QueryAnswers,
  QueryArguments,
  QueryName,
} from '../../contracts/engine'

const MOST_UNDER_WAY = 6

/** The part of a MessagePort that the client uses. */
export type EnginePort = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start' | 'close'>

interface Waiting {
  readonly request: EngineRequest
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** A query was given up by its caller; never worth showing. */
export class QueryCancelled extends Error {
  override readonly name = 'QueryCancelled'
}

export class EngineClient {
  private nextId = 1
  private closed = false
  private readonly queue: Waiting[] = []
  private readonly underWay = new Map<number, Waiting>()
  private readonly listeners = new Set<(event: EngineEvent) => void>()

  constructor(private readonly port: EnginePort) {
    port.addEventListener('message', (message) => this.receive(message.data as EngineAnswer | EngineEvent))
    port.start()
  }

  /**
   * Puts a query. Rejects with the engine's sentence where it fails, with QueryCancelled once `signal` aborts or the
   * client is closed.
   */
  query<Name extends QueryName>(
    query: Name,
    args: QueryArguments<Name>,
    signal?: AbortSignal,
  ): Promise<QueryAnswers[Name]> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.closed || signal?.aborted) {
        reject(new QueryCancelled(`${query} was cancelled`))
        return
      }
      const waiting: Waiting = { request: { id: this.nextId++, query, args }, resolve, reject }
      signal?.addEventListener('abort', () => this.forget(waiting), { once: true })
      this.queue.push(waiting)
      this.send()
    }) as Promise<QueryAnswers[Name]>
  }

  /** Listens to what the engine tells unasked. Returns a function that stops listening. */
  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Gives up everything under way. */
  close(): void {
    this.closed = true
    this.listeners.clear()
    this.port.close()
    for (const waiting of [...this.queue.splice(0), ...this.underWay.values()]) {
      waiting.reject(new QueryCancelled(`${waiting.request.query} was cancelled: the capture was closed`))
    }
    this.underWay.clear()
  }

  private send(): void {
    while (this.underWay.size < MOST_UNDER_WAY) {
      const next = this.queue.shift()
      if (!next) return
      this.underWay.set(next.request.id, next)
      this.port.postMessage(next.request)
    }
  }

  /** An answer that is still to come keeps its place until it arrives: the engine works on it either way. */
  private forget(waiting: Waiting): void {
    const place = this.queue.indexOf(waiting)
    if (place >= 0) this.queue.splice(place, 1)
    waiting.reject(new QueryCancelled(`${waiting.request.query} was cancelled`))
  }

  private receive(message: EngineAnswer | EngineEvent): void {
    if ('event' in message) {
      for (const listener of this.listeners) listener(message)
      return
    }
    const waiting = this.underWay.get(message.id)
    if (!waiting) return
    this.underWay.delete(message.id)
    if (message.ok) waiting.resolve(message.value)
    else waiting.reject(new Error(message.error))
    this.send()
  }
}
