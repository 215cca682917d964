/**
 * Numbers groups of flows by their addresses and ports: open addressing over the words of the key, so that 200,000 flows
 * make no strings. A key: server address (4 words) | server port, with IPv6 in bit 16 | client address (4 words).
 */
import type { Core } from '../../core'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'

const ADDRESS_WORDS = 4
const PORT_AT = ADDRESS_WORDS
const CLIENT_AT = PORT_AT + 1
const KEY_WORDS = CLIENT_AT + ADDRESS_WORDS
const IPV6_MARK = 0x10000
const FIRST_CAPACITY = 1024
const EMPTY = 0

/** What makes a group: one address; address and port of the server; that and the client's address. */
export type GroupKind = 'host' | 'destination' | 'pair'

export class GroupTable {
  count = 0
  private keys = new Uint32Array(FIRST_CAPACITY * KEY_WORDS)
  /** Group number plus 1, by slot. */
  private slots = new Uint32Array(FIRST_CAPACITY * 2)
  private readonly key = new Uint32Array(KEY_WORDS)

  constructor(
    private readonly core: Core,
    private readonly kind: GroupKind,
  ) {}

  /** The group of a flow; of one endpoint's address where hosts are grouped. New ones are numbered from `count` on. */
  groupOf(flow: FlowRecord, endpoint: EndpointIndex): number {
    this.key.fill(0)
    this.putAddress(flow, endpoint, 0)
    this.key[PORT_AT] = (this.kind === 'host' ? 0 : flow.port(endpoint)) | (flow.isIpv6 ? IPV6_MARK : 0)
    if (this.kind === 'pair') this.putAddress(flow, (1 - endpoint) as EndpointIndex, CLIENT_AT)
    return this.find()
  }

  private putAddress(flow: FlowRecord, endpoint: EndpointIndex, at: number): void {
    const address = flow.address(endpoint)
    if (!flow.isIpv6) {
      this.key[at] = address
      return
    }
    const { u32 } = this.core.views
    for (let word = 0; word < ADDRESS_WORDS; word += 1) this.key[at + word] = u32[(address >>> 2) + word] as number
  }

  private find(): number {
    const mask = this.slots.length - 1
    for (let slot = hashOf(this.key, 0) & mask; ; slot = (slot + 1) & mask) {
      const group = (this.slots[slot] as number) - 1
      if (group < 0) return this.add(slot)
      if (this.isKeyOf(group)) return group
    }
  }

  private isKeyOf(group: number): boolean {
    const base = group * KEY_WORDS
    for (let word = 0; word < KEY_WORDS; word += 1) {
      if (this.keys[base + word] !== this.key[word]) return false
    }
    return true
  }

  private add(slot: number): number {
    const group = this.count
    this.count += 1
    if (this.count * KEY_WORDS > this.keys.length) this.keys = doubled(this.keys)
    this.keys.set(this.key, group * KEY_WORDS)
    this.slots[slot] = group + 1
    if (this.count * 2 > this.slots.length) this.spread()
    return group
  }

  private spread(): void {
    this.slots = new Uint32Array(this.slots.length * 2)
    const mask = this.slots.length - 1
    for (let group = 0; group < this.count; group += 1) {
      let slot = hashOf(this.keys, group * KEY_WORDS) & mask
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask
      this.slots[slot] = group + 1
    }
  }
}

function doubled(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(words.length * 2)
  more.set(words)
  return more
}

/** Every bit of every word reaches the low bits. */
function hashOf(words: Uint32Array, at: number): number {
  let hash = 0
  for (let word = 0; word < KEY_WORDS; word += 1) {
    hash = Math.imul(hash ^ (words[at + word] as number), 0x9e37_79b1)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}
