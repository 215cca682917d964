import { FieldWriter, joinChunks } from './chunks'

/** An option of a pcapng block: its code and its value (draft-ietf-opsawg-pcapng §3.5). */
export interface BlockOption {
  readonly code: number
  readonly value: Uint8Array
}

/** Codes by block; the numbers mean different things in different blocks. */
export const OptionCode = {
  COMMENT: 1,
  SECTION_HARDWARE: 2,
  SECTION_OS: 3,
  SECTION_APPLICATION: 4,
  INTERFACE_NAME: 2,
  INTERFACE_DESCRIPTION: 3,
  INTERFACE_RESOLUTION: 9,
  INTERFACE_FILTER: 11,
  INTERFACE_OS: 12,
  INTERFACE_TIME_OFFSET: 14,
  PACKET_FLAGS: 2,
  STATISTICS_RECEIVED: 4,
  STATISTICS_DROPPED: 5,
} as const

const END_OF_OPTIONS_BYTES = 4
const MAX_VALUE_BYTES = 0xffff

/** A text option; none where there is no text. Text beyond 65,535 bytes is cut, as the length field holds no more. */
export function textOption(code: number, text: string | undefined): BlockOption[] {
  return text === undefined ? [] : [{ code, value: new TextEncoder().encode(text).subarray(0, MAX_VALUE_BYTES) }]
}

/** One comment option for each comment. */
export function commentOptions(comments: readonly string[] = []): BlockOption[] {
  return comments.flatMap((comment) => textOption(OptionCode.COMMENT, comment))
}

/** The options of a block with their end mark; nothing at all where there are none. */
export function encodeOptions(options: readonly BlockOption[], littleEndian: boolean): Uint8Array {
  if (options.length === 0) return new Uint8Array(0)
  const encoded = options.map(({ code, value }) =>
    new FieldWriter(4 + Math.ceil(value.length / 4) * 4, littleEndian).u16(code).u16(value.length).raw(value),
  )
  return joinChunks([...encoded.map((option) => option.bytes), new Uint8Array(END_OF_OPTIONS_BYTES)])
}
