import { FieldWriter, joinChunks } from '../pcapng/chunks'
import type { WireNumber } from './script'

/** A TCP option as a script writes it. Numbers of a SACK block are relative to the peer's initial sequence number. */
export type TcpOption =
  | { readonly option: 'eol' | 'nop' | 'sackOK' }
  | { readonly option: 'mss'; readonly bytes: number }
  | { readonly option: 'wscale'; readonly shift: number }
  | { readonly option: 'sack'; readonly blocks: readonly { readonly left: WireNumber; readonly right: WireNumber }[] }
  /** null: the builder's clock and what it last received. */
  | { readonly option: 'TS'; readonly value: number | null; readonly echo: number | null }
  | { readonly option: 'ao'; readonly keyId: number; readonly nextKeyId: number; readonly mac: Uint8Array }
  /** Kinds with a body of free bytes: fast open, MD5, MPTCP, and unknown ones. */
  | { readonly option: 'kind'; readonly kind: number; readonly body: Uint8Array }

/** Kinds by https://www.iana.org/assignments/tcp-parameters. */
export const OptionKind = {
  EOL: 0,
  NOP: 1,
  MSS: 2,
  WSCALE: 3,
  SACK_PERMITTED: 4,
  SACK: 5,
  TIMESTAMPS: 8,
  MD5: 19,
  AO: 29,
  MPTCP: 30,
  FASTOPEN: 34,
} as const

/** More doesn't fit: the data offset counts at most 15 words, 5 of them the fixed header (RFC 9293 §3.1). */
export const OPTIONS_MAX_BYTES = 40

/** What the bytes of some options depend on. */
export interface OptionContext {
  /** Timestamp value and echo reply where the script leaves them open. */
  readonly clock: number
  readonly echo: number
  /** Sequence number on the wire of what the peer sent. */
  readonly peerSequence: (number: WireNumber) => number
}

/** Bytes of the options in order, padded to 32 bits with end-of-list zeros. */
export function encodeTcpOptions(options: readonly TcpOption[], context: OptionContext): Uint8Array {
  const bytes = joinChunks(options.map((option) => encodeOption(option, context)))
  return joinChunks([bytes, new Uint8Array(-bytes.length & 3)])
}

function encodeOption(option: TcpOption, context: OptionContext): Uint8Array {
  switch (option.option) {
    case 'eol':
      return Uint8Array.of(OptionKind.EOL)
    case 'nop':
      return Uint8Array.of(OptionKind.NOP)
    case 'sackOK':
      return withLength(OptionKind.SACK_PERMITTED, new Uint8Array(0))
    case 'mss':
      return withLength(OptionKind.MSS, new FieldWriter(2, false).u16(option.bytes).bytes)
    case 'wscale':
      return withLength(OptionKind.WSCALE, Uint8Array.of(option.shift))
    case 'sack': {
      const body = new FieldWriter(8 * option.blocks.length, false)
      for (const { left, right } of option.blocks) body.u32(context.peerSequence(left)).u32(context.peerSequence(right))
      return withLength(OptionKind.SACK, body.bytes)
    }
    case 'TS': {
      const body = new FieldWriter(8, false).u32(option.value ?? context.clock).u32(option.echo ?? context.echo)
      return withLength(OptionKind.TIMESTAMPS, body.bytes)
    }
    case 'ao':
      return withLength(OptionKind.AO, joinChunks([Uint8Array.of(option.keyId, option.nextKeyId), option.mac]))
    case 'kind':
      return withLength(option.kind, option.body)
  }
}

/** The length byte counts kind and length too (RFC 9293 §3.1). */
const withLength = (kind: number, body: Uint8Array): Uint8Array =>
  joinChunks([Uint8Array.of(kind, body.length + 2), body])
