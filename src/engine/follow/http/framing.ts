/** How long a message's body is (RFC 9112 §6.3). */
import { codingNames, type Head, headerValue, isResponse } from './head'

export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** Until the sender's stream ends. */
  | { readonly kind: 'close' }
  /** What follows is another protocol. */
  | { readonly kind: 'tunnel' }

export const statusOf = (head: Head): number => (isResponse(head.startLine) ? Number(head.startLine.slice(9, 12)) : 0)
export const methodOf = (head: Head): string => head.startLine.slice(0, head.startLine.indexOf(' '))

/** @param method of the request that a response answers; '' where it is unknown, or the message is a request. */
export function framingOf(head: Head, method: string): Framing {
  const status = statusOf(head)
  if (status > 0) {
    if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300)) return { kind: 'tunnel' }
    if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { kind: 'none' }
  }
  const transfer = codingNames(headerValue(head, 'transfer-encoding'))
  if (transfer.at(-1) === 'chunked') return { kind: 'chunked' }
  if (transfer.length > 0) return { kind: status > 0 ? 'close' : 'none' }
  const [length = ''] = headerValue(head, 'content-length').split(',')
  if (/^\d{1,15}$/.test(length.trim())) {
    return Number(length) === 0 ? { kind: 'none' } : { kind: 'length', length: Number(length) }
  }
  return { kind: status > 0 ? 'close' : 'none' }
}
