/** Answers the window's questions, in order. Its port's other end is the sandboxed window: nothing of it is believed unchecked. */
import { z } from 'zod'
import { type WiresharkAnswer, type WiresharkEvent, wiresharkRequestSchema } from '../contracts/wireshark'
import { type Dissection, Refused } from './dissection'

/** The part of Electron's MessagePortMain that the service uses. */
export interface WindowPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  postMessage(message: WiresharkAnswer | WiresharkEvent): void
  start(): void
}

/** @throws what the library itself threw: it can't be trusted any more. */
export function answer(dissection: Dissection, data: unknown): WiresharkAnswer {
  const request = wiresharkRequestSchema.safeParse(data)
  if (!request.success) return { id: -1, ok: false, error: `not a request: ${z.prettifyError(request.error)}` }
  const { id } = request.data
  try {
    if (request.data.ask === 'frame') return { id, ok: true, value: dissection.frame(request.data.frame) }
    dissection.load(request.data.capture, request.data.frames)
    return { id, ok: true, value: null }
  } catch (error) {
    if (error instanceof Refused) return { id, ok: false, error: error.message }
    throw error
  }
}

/** Answers what comes over `port`, from now on; what came before waits in the port. */
export function serve(port: WindowPort, dissection: Dissection): void {
  port.on('message', ({ data }) => port.postMessage(answer(dissection, data)))
  port.start()
}
