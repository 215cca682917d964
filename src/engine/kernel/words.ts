/** Processes and sockets in the words people read. */

import type { KernelSocket, SocketOwner } from '../../contracts/sockets'
import { said } from '../said/said'
import { byteWords, countWords, pluralWords } from '../words'

/** `nginx (pid 812)`; who holds it no longer is named as such. */
export const ownerWords = ({ name, pid, isPast }: SocketOwner): string =>
  isPast ? said`${name} (pid ${pid}, no longer holds it)` : `${name} (pid ${pid})`

/** `nginx (pid 812) and 3 more processes`; null: nobody is known to hold it. */
export function holderWords(socket: KernelSocket): string | null {
  const [first, ...others] = socket.owners
  if (first === undefined) return null
  return others.length === 0
    ? ownerWords(first)
    : said`${ownerWords(first)} and ${pluralWords(others.length, 'more process')}`
}

/** The process that holds it, or words that fit in its place. */
export const holderOr = (socket: KernelSocket, otherwise: string): string => holderWords(socket) ?? otherwise

/** The process that still holds it; null: unknown, or none does. */
export const holder = (socket: KernelSocket | null): SocketOwner | null =>
  socket?.owners.find(({ isPast }) => !isPast) ?? null

/** `129 connections wait, 128 may`, of a listening socket. */
export const queueWords = ({ receiveQueue, sendQueue }: KernelSocket): string =>
  receiveQueue === 1
    ? said`1 connection waits where ${sendQueue} may`
    : said`${countWords(receiveQueue)} connections wait where ${sendQueue} may`

/**
 * Bytes that the application has not read. Linux counts the FIN as one of them: behind CLOSE_WAIT, and in the states of
 * a close by both sides, it is taken off.
 */
export function unreadBytes({ state, receiveQueue }: KernelSocket): number {
  const hasFin = state === 'CLOSE_WAIT' || state === 'LAST_ACK' || state === 'CLOSING'
  return hasFin ? Math.max(0, receiveQueue - 1) : receiveQueue
}

export const unreadWords = (socket: KernelSocket): string => byteWords(unreadBytes(socket))
