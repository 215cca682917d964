/**
 * The segments of one endpoint that its peer hasn't acknowledged, ordered by the sequence number after their end. It
 * answers which segment an ACK acknowledges, and so gives round-trip samples. Bounded: a peer whose ACKs aren't
 * captured costs no more than QUEUE_LIMIT nodes.
 *
 *   node:  next u32 | end u32 | time u64 | segment u32
 */
import { ENDPOINT_QUEUE_HEAD, ENDPOINT_QUEUE_TAIL, ENDPOINT_QUEUED } from '../../contracts/abi'
import { giveNode, takeNode } from './pool'
import * as sequence from './sequence'

const QUEUE_LIMIT: u16 = 4096
const NEXT: usize = 0
const END: usize = 4
const TIME: usize = 8
const SEGMENT: usize = 16

let foundSegment: u32 = 0
let foundTime: u64 = 0
let foundEnd: u32 = 0

/** The segment that the last `acknowledge` found, when it was sent, and the sequence number after it. */
export function acknowledgedSegment(): u32 {
  return foundSegment
}
export function acknowledgedTime(): u64 {
  return foundTime
}
export function acknowledgedEnd(): u32 {
  return foundEnd
}

function dropHead(endpoint: usize): void {
  const head = load<u32>(endpoint, ENDPOINT_QUEUE_HEAD)
  const next = load<u32>(head, NEXT)
  store<u32>(endpoint, next, ENDPOINT_QUEUE_HEAD)
  if (next === 0) store<u32>(endpoint, 0, ENDPOINT_QUEUE_TAIL)
  store<u16>(endpoint, load<u16>(endpoint, ENDPOINT_QUEUED) - 1, ENDPOINT_QUEUED)
  giveNode(head)
}

/** Remembers a segment that takes sequence space and ends before `end`. */
export function enqueue(endpoint: usize, end: u32, time: u64, segment: u32): void {
  if (load<u16>(endpoint, ENDPOINT_QUEUED) >= QUEUE_LIMIT) dropHead(endpoint)
  const node: usize = takeNode()
  if (node === 0) return
  store<u32>(node, end, END)
  store<u64>(node, time, TIME)
  store<u32>(node, segment, SEGMENT)
  store<u16>(endpoint, load<u16>(endpoint, ENDPOINT_QUEUED) + 1, ENDPOINT_QUEUED)

  const tail: usize = load<u32>(endpoint, ENDPOINT_QUEUE_TAIL)
  if (tail === 0 || sequence.lessOrEqual(load<u32>(tail, END), end)) {
    store<u32>(node, 0, NEXT)
    if (tail === 0) store<u32>(endpoint, u32(node), ENDPOINT_QUEUE_HEAD)
    else store<u32>(tail, u32(node), NEXT)
    store<u32>(endpoint, u32(node), ENDPOINT_QUEUE_TAIL)
    return
  }
  // A late segment fills a hole: holes are near the oldest unacknowledged data, so this walk is short.
  let before: usize = 0
  let at: usize = load<u32>(endpoint, ENDPOINT_QUEUE_HEAD)
  while (at !== 0 && sequence.lessOrEqual(load<u32>(at, END), end)) {
    before = at
    at = load<u32>(at, NEXT)
  }
  store<u32>(node, u32(at), NEXT)
  if (before === 0) store<u32>(endpoint, u32(node), ENDPOINT_QUEUE_HEAD)
  else store<u32>(before, u32(node), NEXT)
}

/**
 * Takes out what `ack` covers. True if it covers something; then acknowledgedSegment() tells the segment: the oldest
 * that ends exactly there, else the last that is covered whole.
 */
export function acknowledge(endpoint: usize, ack: u32): bool {
  let found = false
  while (true) {
    const head: usize = load<u32>(endpoint, ENDPOINT_QUEUE_HEAD)
    if (head === 0) break
    const end = load<u32>(head, END)
    if (sequence.greaterThan(end, ack)) break
    if (!found || foundEnd !== end) {
      foundSegment = load<u32>(head, SEGMENT)
      foundTime = load<u64>(head, TIME)
      foundEnd = end
    }
    found = true
    dropHead(endpoint)
  }
  return found
}
