// The values of a field as tshark tells them and as the segment tree shows them, made the same to be compared:
//   layers, options and other fields without a value of their own: how many there are;
//   marks (`tcp.analysis.*` without a value): there or not;
//   numbers: by what the tree shows (`1,448 bytes`: 1448; `set`, `yes`: 1) or says of it (`0x012`), else by the bytes that
//     the field marks; sequence numbers modulo 2^32, since ours go on past it, and below what they count from;
//   bytes: those that the field marks, as far as they were captured; of a datagram in fragments the part in this frame;
//   addresses and times as text, words (`frame.encap_type`) by standing for one and the same number everywhere.
// What can't be told of a field (it was not captured, or came in another frame) is not compared.
import { execFileSync } from 'node:child_process'

const NUMBER = /^FT_(?:U?INT|BOOLEAN|FRAMENUM)/
const WRAPPED = /^tcp\.(?:seq|ack|nxtseq)$/
const MARK = /^tcp\.analysis\./
/** tshark gives the datagram's bytes, the tree what is known of it. */
const COUNTED = new Set(['ip.fragments', 'ipv6.fragments'])
const WORDS = new Set(['frame.encap_type'])
const TWO_32 = 2 ** 32
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const kindOf = (name, type) => {
  if (type === 'layer' || COUNTED.has(name)) return 'counted'
  if (type === 'FT_NONE') return MARK.test(name) ? 'mark' : 'counted'
  if (type === 'FT_BYTES') return 'bytes'
  if (type === 'FT_ABSOLUTE_TIME') return 'time'
  if (WORDS.has(name)) return 'words'
  return NUMBER.test(type) ? 'number' : 'text'
}

/** tshark's fields by name: how each is compared, and its mask. */
export function tsharkFields() {
  const fields = new Map()
  const options = { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] }
  for (const line of execFileSync('tshark', ['-G', 'fields'], options).split('\n')) {
    const [what, , name, type, , , mask] = line.split('\t')
    if (what === 'P') fields.set(name, { name, kind: 'counted', mask: 0 })
    else if (what === 'F' && !fields.has(name))
      fields.set(name, { name, kind: kindOf(name, type), mask: Number(mask) || 0 })
  }
  return fields
}

const bigEndian = (bytes) => bytes.reduce((value, byte) => value * 256 + byte, 0)
function masked(value, mask) {
  if (mask === 0) return value
  const lowest = mask & -mask
  return Math.floor((value % TWO_32) / lowest) & Math.floor(mask / lowest)
}

const numberIn = (text) => {
  const [found] = /^(?:frame )?(?:0x[0-9a-f]+|-?[\d,]+)/.exec(text) ?? []
  return found === undefined ? null : Number(found.replace('frame ', '').replaceAll(',', ''))
}

function numberOf({ value, meaning, start, length }, { name, mask }, bytes) {
  if (/^(?:set|yes)$/.test(value)) return 1
  if (/^(?:not set|no)$/.test(value)) return 0
  const told = numberIn(value) ?? (meaning.startsWith('0x') ? numberIn(meaning) : null)
  if (told !== null) return WRAPPED.test(name) ? ((told % TWO_32) + TWO_32) % TWO_32 : told
  return length === 0 ? null : masked(bigEndian([...bytes.subarray(start, start + length)]), mask)
}

/** What the tree shows of a field; null: it isn't to be compared. */
export function ownValue(node, field, bytes) {
  switch (field.kind) {
    case 'counted':
    case 'mark':
      return ''
    case 'bytes':
      return node.length === 0
        ? null
        : Buffer.from(bytes.subarray(node.start, node.start + node.length)).toString('hex')
    case 'number': {
      const number = numberOf(node, field, bytes)
      return number === null ? null : String(number)
    }
    default:
      return node.value.toLowerCase()
  }
}

/** `Jan  5, 2026 09:00:00.123456789 UTC` as the tree writes it. */
function timeOf(text) {
  const [, month, day, year, time] = /^(\w+) +(\d+), (\d+) ([\d:.]+)/.exec(text) ?? []
  return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day?.padStart(2, '0')} ${time} utc`
}

export function tsharkValue(text, { kind }) {
  switch (kind) {
    case 'counted':
    case 'mark':
      return ''
    case 'bytes':
      return text.replaceAll(':', '')
    case 'time':
      return timeOf(text)
    default: {
      const number = kind === 'text' ? Number.NaN : Number(text)
      return Number.isNaN(number) ? text.toLowerCase() : String(number)
    }
  }
}

/** How many values both lists have, in the same order. */
function shared(one, other, isSame) {
  let before = new Array(other.length + 1).fill(0)
  for (const value of one) {
    const now = [0]
    for (let at = 0; at < other.length; at += 1)
      now.push(isSame(value, other[at]) ? before[at] + 1 : Math.max(before[at + 1], now[at]))
    before = now
  }
  return before[other.length]
}

/** Of fields that the tree shows in words: the number that each stands for. */
const meant = new Map()
function isMeant(word, number) {
  if (!meant.has(word)) meant.set(word, number)
  return meant.get(word) === number
}

/** How many values of one frame are compared, and how many are the same. @param isInPieces it ends a datagram in fragments. */
export function compared({ kind }, own, theirs, isInPieces) {
  if (kind === 'mark') return { values: 1, same: own.length > 0 && theirs.length > 0 ? 1 : 0 }
  const isSame = (one, other) =>
    one === other ||
    (kind === 'words' && isMeant(one, other)) ||
    (kind === 'bytes' && isInPieces && other.includes(one))
  const isAligned = own.length === theirs.length
  const mine = own.filter((value) => value !== null)
  const wanted = isAligned ? theirs.filter((_, at) => own[at] !== null) : theirs
  const values = Math.max(mine.length, wanted.length)
  const isEqual = mine.length === wanted.length && mine.every((value, at) => isSame(value, wanted[at]))
  return { values, same: isEqual ? values : shared(mine, wanted, isSame) }
}
