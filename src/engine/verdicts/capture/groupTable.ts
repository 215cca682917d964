/**
 * Numbers groups of endpoints by their addresses and ports: open addressing over the words of the key, so that 200,000 flows
 * make no strings. A key: address (4 words) | port, with IPv6 in bit 16.
 */
import type { Core } from '../../core'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'

const ADDRESS_WORDS = 4
const PORT_AT = ADDRESS_WORDS
const KEY_WORDS = PORT_AT + 1
const IPV6_MARK = 0x10000
const FIRST_CAPACITY = 1024
const EMPTY = 0

/** What makes a group: an address; address and port. */
export type GroupKind = 'host' | 'destination'

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

  /** The group of one endpoint of a flow. New ones are numbered from `count` on. */
  groupOf(flow: FlowRecord, endpoint: EndpointIndex): number {
    this.takeKey(flow, endpoint)
    const slot = this.slotOfKey()
    const group = (this.slots[slot] as number) - 1
    return group < 0 ? this.add(slot) : group
  }

  /** The group that `groupOf` would answer; -1 where it would be a new one. */
  lookUp(flow: FlowRecord, endpoint: EndpointIndex): number {
    this.takeKey(flow, endpoint)
    return (this.slots[this.slotOfKey()] as number) - 1
  }

  private takeKey(flow: FlowRecord, endpoint: EndpointIndex): void {
    this.putAddress(flow, endpoint)
    this.key[PORT_AT] = (this.kind === 'host' ? 0 : flow.port(endpoint)) | (flow.isIpv6 ? IPV6_MARK : 0)
  }

  private putAddress(flow: FlowRecord, endpoint: EndpointIndex): void {
    const { key } = this
    const address = flow.address(endpoint)
    if (!flow.isIpv6) {
      key[0] = address
      for (let word = 1; word < ADDRESS_WORDS; word += 1) key[word] = 0
      return
    }
    const { u32 } = this.core.views
    for (let word = 0; word < ADDRESS_WORDS; word += 1) key[word] = u32[(address >>> 2) + word] as number
  }

  /** Where the key is, or would be put. */
  private slotOfKey(): number {
    const mask = this.slots.length - 1
    for (let slot = hashOf(this.key, 0) & mask; ; slot = (slot + 1) & mask) {
      const group = (this.slots[slot] as number) - 1
      if (group < 0 || this.isKeyOf(group)) return slot
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
