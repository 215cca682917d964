/** Other addresses and names for those of a capture: the same key gives the same ones, and without it none leads back. */
import { createHmac, randomBytes } from 'node:crypto'
import { PrefixMap, sharedBits } from './prefixMap'
import { EMBEDDINGS, GROUP_MAC_RANGES, IPV4_RANGES, IPV6_RANGES } from './ranges'

const KEY_BYTES = 32
const IPV4_BYTES = 4
const IPV6_BYTES = 16
const MAC_BYTES = 6
/** Of the first octet: individual or group, universal or local (IEEE 802-2014 §8.4). */
const MAC_KIND = 0x03
const NAME_DIGITS = 8

export class Mask {
  private readonly ipv4Map: PrefixMap
  private readonly ipv6Map: PrefixMap
  private readonly stations: PrefixMap
  private readonly groups: PrefixMap
  private readonly names: Uint8Array

  private constructor(secret: Uint8Array) {
    const key = (use: string): Uint8Array => createHmac('sha256', secret).update(use).digest()
    this.ipv4Map = new PrefixMap(key('ipv4'), IPV4_BYTES, IPV4_RANGES)
    this.ipv6Map = new PrefixMap(key('ipv6'), IPV6_BYTES, IPV6_RANGES)
    this.stations = new PrefixMap(key('station'), MAC_BYTES, [])
    this.groups = new PrefixMap(key('group'), MAC_BYTES, GROUP_MAC_RANGES)
    this.names = key('name')
  }

  /** A mask that nobody has again. */
  static drawn(): Mask {
    return new Mask(randomBytes(KEY_BYTES))
  }

  /** The mask of these words: whoever knows them can lead addresses back by trying. */
  static of(words: string): Mask {
    return new Mask(new TextEncoder().encode(words))
  }

  /** Replaces the 4 bytes at `at`. */
  ipv4(bytes: Uint8Array, at: number): void {
    turn(bytes, at, this.ipv4Map.flips(bytes, at))
  }

  /** Replaces the 16 bytes at `at`; an IPv4 address among them becomes what it becomes everywhere. */
  ipv6(bytes: Uint8Array, at: number): void {
    const address = bytes.slice(at, at + IPV6_BYTES)
    turn(bytes, at, this.ipv6Map.flips(address, 0))
    for (const { prefix, bits, at: from, isInverted } of EMBEDDINGS) {
      if (sharedBits(address, prefix, bits) < bits) continue
      const embedded = address.slice(from, from + IPV4_BYTES)
      const plain = isInverted ? embedded.map((octet) => ~octet) : embedded
      bytes.set(embedded, at + from)
      turn(bytes, at + from, this.ipv4Map.flips(plain, 0))
    }
  }

  /** Replaces the 6 bytes at `at`: another maker, another number, the same kind of address. */
  mac(bytes: Uint8Array, at: number): void {
    const isGroup = ((bytes[at] as number) & 1) === 1
    if (isGroup) {
      turnMac(bytes, at, this.groups)
      return
    }
    if (isZero(bytes, at)) return
    turnMac(bytes, at, this.stations)
    // What all zeros would become is free, since they stay: so no two addresses become the same.
    if (isZero(bytes, at)) turnMac(bytes, at, this.stations)
  }

  /** A name of no meaning; the same name gives the same. */
  name(name: string): string {
    const drawn = createHmac('sha256', this.names).update(name.toLowerCase()).digest('hex')
    return `name-${drawn.slice(0, NAME_DIGITS)}`
  }
}

function turn(bytes: Uint8Array, at: number, flips: Uint8Array): void {
  for (let index = 0; index < flips.length; index += 1) {
    bytes[at + index] = (bytes[at + index] as number) ^ (flips[index] as number)
  }
}

function turnMac(bytes: Uint8Array, at: number, map: PrefixMap): void {
  const kind = (bytes[at] as number) & MAC_KIND
  turn(bytes, at, map.flips(bytes, at))
  bytes[at] = ((bytes[at] as number) & ~MAC_KIND) | kind
}

const isZero = (bytes: Uint8Array, at: number): boolean =>
  bytes.subarray(at, at + MAC_BYTES).every((octet) => octet === 0)
