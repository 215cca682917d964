/** Answers queries that come over a port. The other end is the sandboxed window: nothing of it is believed unchecked. */
import { z } from 'zod'
import type { EngineAnswer, EngineEvent } from '../contracts/engine'
import type { Engine } from './session'

/** The part of Electron's MessagePortMain that the service uses. */
export interface EnginePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  postMessage(message: EngineAnswer | EngineEvent): void
  start(): void
}

/** A message without a number can't be answered; what its query and arguments are worth, the engine checks. */
const requestSchema = z.object({ id: z.int().nonnegative(), query: z.string(), args: z.unknown() })

function answer(engine: Engine, data: unknown): EngineAnswer {
  const request = requestSchema.safeParse(data)
  if (!request.success) return { id: -1, ok: false, error: `not a request: ${z.prettifyError(request.error)}` }
  const { id, query, args } = request.data
  try {
    return { id, ok: true, value: engine.answer(query, args) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? error.message : String(error) }
  }
}

/** Answers what comes over `port`, from now on and in order; what came before waits in the port. */
export function serveQueries(port: EnginePort, engine: Engine): void {
  port.on('message', ({ data }) => port.postMessage(answer(engine, data)))
  port.start()
}
