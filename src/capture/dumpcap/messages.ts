/**
 * What dumpcap tells the program that started it with -Z, on its standard error: one letter, a length in three bytes,
 * big-endian, and that many bytes of text ending in NUL. Source: Wireshark's sync_pipe.h; the same from 1.x to 4.x.
 */
const HEAD_BYTES = 4
/** Nothing that dumpcap says is longer; a longer one is noise of something else on the same pipe. */
const LONGEST = 64 * 1024

export type DumpcapMessage =
  /** It captures now. */
  | { readonly kind: 'capturing' }
  /** Packets since the last such message. */
  | { readonly kind: 'packets'; readonly count: number }
  /** Final: packets that one interface lost. */
  | { readonly kind: 'drops'; readonly count: number; readonly interfaceName: string }
  /** `advice` is often empty. */
  | { readonly kind: 'error'; readonly what: string; readonly advice: string }
  /** The capture filter of interface `index` doesn't compile. */
  | { readonly kind: 'bad-filter'; readonly index: number; readonly what: string }

/** Feed it standard error as it arrives. */
export class DumpcapMessages {
  private rest: Buffer = Buffer.alloc(0)

  /** Messages that are complete now. Kinds that newer versions may have are passed over. */
  push(piece: Buffer): DumpcapMessage[] {
    const all = Buffer.concat([this.rest, piece])
    const found: DumpcapMessage[] = []
    let at = 0
    while (all.length - at >= HEAD_BYTES) {
      const length = all.readUIntBE(at + 1, 3)
      if (length > LONGEST) {
        // Words of the dynamic linker, for one: not said in this language.
        at = all.length
        break
      }
      if (all.length - at < HEAD_BYTES + length) break
      const message = parse(String.fromCharCode(all[at] ?? 0), all.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length))
      if (message !== null) found.push(message)
      at += HEAD_BYTES + length
    }
    this.rest = Buffer.from(all.subarray(at))
    return found
  }
}

function parse(letter: string, body: Buffer): DumpcapMessage | null {
  switch (letter) {
    case 'F':
      return { kind: 'capturing' }
    case 'P':
      return { kind: 'packets', count: toCount(text(body)) }
    case 'D':
      return parseDrops(text(body))
    case 'E':
      return parseError(body)
    case 'B':
      return parseBadFilter(text(body))
    default:
      return null
  }
}

const text = (body: Buffer): string => body.toString('utf8').replace(/\0.*$/s, '').trim()

function toCount(digits: string): number {
  return /^\d{1,15}$/.test(digits) ? Number(digits) : 0
}

/** "12:eth0". */
function parseDrops(words: string): DumpcapMessage {
  const colon = words.indexOf(':')
  return { kind: 'drops', count: toCount(words.slice(0, colon)), interfaceName: words.slice(colon + 1) }
}

/** "0:syntax error"; the message itself may hold colons. */
function parseBadFilter(words: string): DumpcapMessage {
  const [, index = '0', what = words] = /^(\d+):(.*)$/s.exec(words) ?? []
  return { kind: 'bad-filter', index: toCount(index), what }
}

/** Two messages of the same form inside: what happened, and advice. */
function parseError(body: Buffer): DumpcapMessage {
  const parts: string[] = []
  let at = 0
  while (body.length - at >= HEAD_BYTES) {
    const end = at + HEAD_BYTES + body.readUIntBE(at + 1, 3)
    parts.push(text(body.subarray(at + HEAD_BYTES, end)))
    at = end
  }
  return { kind: 'error', what: parts[0] ?? text(body), advice: parts[1] ?? '' }
}
