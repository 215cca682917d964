/** The HTTP/1 messages of a flow, found one after another, and their bodies without codings. */
import { BODY_AT_MOST, type HttpBody, type HttpMessage, type HttpMessages } from '../../../contracts/follow'
import { segmentIndex } from '../../../contracts/units'
import { CLIENT, SERVER, sideName } from '../../ladder/flowRows'
import { said } from '../../said/said'
import { countWords } from '../../words'
import type { Followed } from '../followed'
import type { SideStream } from '../sideStream'
import { ChunkWalk } from './chunked'
import { decodeContent } from './decode'
import { framingOf, methodOf, statusOf } from './framing'
import { codingNames, HEAD_AT_MOST, headerValue, isRequest, isResponse, parseHead } from './head'

const MOMENT_MS = 30
const MESSAGES_AT_MOST = 20_000
/** Bytes of a body that are read to be decoded. */
const ENCODED_AT_MOST = 16 * 1024 * 1024
/** Chunks of a body that are joined: senders fill them, and those who don't have no more to show. */
const CHUNKS_AT_MOST = 65_536
/** Chunks between two looks at the clock. */
const CHUNKS_AT_ONCE = 64
/** Enough to tell a head from other things. */
const GLANCE = 2048

interface Found {
  readonly told: HttpMessage
  readonly bodyOffset: number
  readonly isChunked: boolean
}

/** A message whose body comes in chunks, as far as it is read. */
interface Walking {
  readonly reading: Reading
  readonly told: HttpMessage
  readonly bodyOffset: number
  readonly walk: ChunkWalk
}

/** How far one side is read. */
interface Reading {
  readonly stream: SideStream
  offset: number
  isOver: boolean
}

export class HttpConversation {
  private readonly found: Found[] = []
  private readonly asking: Reading
  private readonly answering: Reading
  /** Methods of requests that are not answered yet, and whether all requests are known. */
  private readonly methods: string[] = []
  /** A message whose chunks are not all passed yet. */
  private walking: Walking | null = null
  /** Said when it is asked for, in the language of then. */
  private problem: (() => string) | null = null

  constructor(private readonly followed: Followed) {
    const [client, server] = followed.streams
    // Who asks may not be who opened, where the opening was not captured.
    const isTurned = startsWith(client, isResponse) || startsWith(server, isRequest)
    const reading = (stream: SideStream): Reading => ({ stream, offset: 0, isOver: false })
    this.asking = reading(isTurned ? server : client)
    this.answering = reading(isTurned ? client : server)
  }

  /** One of the streams begins as HTTP/1 does. */
  get isLikely(): boolean {
    return startsWith(this.asking.stream, isRequest) || startsWith(this.answering.stream, isResponse)
  }

  page(from: number, count: number): HttpMessages {
    const until = performance.now() + MOMENT_MS
    while (!this.isComplete && performance.now() < until) this.step()
    const messages = this.found.slice(from, from + count).map(({ told }) => told)
    return { from, total: this.found.length, messages, isComplete: this.isComplete, problem: this.problem?.() ?? null }
  }

  body(message: number): HttpBody | null {
    const found = this.found[message]
    if (found === undefined || found.told.body === null) return null
    const { stream } = this.readingOf(found.told)
    const contentType = headerValue(found.told, 'content-type')
    const encoded = found.isChunked ? unchunked(stream, found) : plain(stream, found)
    const codings = found.told.body.codings.filter((coding) => coding !== 'chunked')
    const { bytes, isAll, problem } = decodeContent(encoded.bytes, codings, BODY_AT_MOST)
    const shown = bytes.subarray(0, BODY_AT_MOST)
    const isShort = bytes.length > BODY_AT_MOST
    return { bytes: shown, isAll: isAll && encoded.isAll && !isShort, problem, contentType }
  }

  private get isComplete(): boolean {
    if (this.walking !== null) return false
    return this.found.length >= MESSAGES_AT_MOST || (this.asking.isOver && this.answering.isOver)
  }

  /** The next request, or else the response to the oldest that has none yet. */
  private step(): void {
    if (this.walking !== null) {
      this.walkOn(this.walking)
      return
    }
    const canAsk = !this.asking.isOver && (this.methods.length === 0 || this.answering.isOver)
    if (canAsk) this.readNext(this.asking)
    else this.readNext(this.answering)
  }

  private readNext(reading: Reading): void {
    const { stream } = reading
    const isAsking = reading === this.asking
    const bytes = stream.captured(reading.offset, Math.min(HEAD_AT_MOST, stream.end - reading.offset))
    const skipped = isAsking ? emptyLines(bytes) : 0
    const head = parseHead(bytes.subarray(skipped))
    if (head === null || (isAsking ? !isRequest(head.startLine) : !isResponse(head.startLine))) {
      this.stopReading(reading, bytes.length)
      return
    }
    const offset = reading.offset + skipped
    const method = isAsking ? '' : (this.methods[0] ?? '')
    const framing = framingOf(head, method)
    if (isAsking) this.methods.push(methodOf(head))
    // 1xx announces the response that follows it (RFC 9110 §15.2).
    else if (statusOf(head) >= 200) this.methods.shift()
    const bodyOffset = offset + head.length
    const codings = codingNames(headerValue(head, 'content-encoding'))
    const transfer = codingNames(headerValue(head, 'transfer-encoding'))
    let body: HttpMessage['body'] = null
    let end = bodyOffset
    if (framing.kind === 'length' || framing.kind === 'close') {
      end = framing.kind === 'close' ? stream.end : Math.min(bodyOffset + framing.length, stream.end)
      const isWhole = framing.kind === 'close' || end === bodyOffset + framing.length
      body = { length: end - bodyOffset, isWhole, codings: [...codings, ...transfer].reverse() }
    } else if (framing.kind === 'chunked') {
      // Of each chunk a line is to be read: done in portions, see `walkOn`.
      body = { length: 0, isWhole: false, codings: [...codings, ...transfer].reverse() }
    } else if (framing.kind === 'tunnel') {
      this.asking.isOver = true
      this.answering.isOver = true
    }
    const position = stream.positionAt(offset)
    const told: HttpMessage = {
      message: this.found.length,
      from: sideName(stream.side),
      startLine: head.startLine,
      headers: head.headers,
      offset,
      segment: position === null ? null : segmentIndex(this.followed.rows.segment[position] ?? 0),
      body,
    }
    const isChunked = framing.kind === 'chunked'
    if (isChunked) this.walking = { reading, told, bodyOffset, walk: new ChunkWalk(stream, bodyOffset) }
    else this.keep(reading, { told, bodyOffset, isChunked }, end)
  }

  /** Goes on through the chunks of the message that is being read. */
  private walkOn({ reading, told, bodyOffset, walk }: Walking): void {
    for (let chunk = 0; chunk < CHUNKS_AT_ONCE; chunk++) {
      if (walk.next() !== null) continue
      this.walking = null
      if (walk.state === 'broken') reading.isOver = true
      const length = walk.offset - bodyOffset
      const body = told.body && { ...told.body, length, isWhole: walk.state === 'ended' }
      this.keep(reading, { told: { ...told, body }, bodyOffset, isChunked: true }, walk.offset)
      return
    }
  }

  private keep(reading: Reading, found: Found, end: number): void {
    const { told } = found
    this.found.push({ ...found, told: { ...told, body: told.body?.length === 0 ? null : told.body } })
    reading.offset = end
    if (end >= reading.stream.end) reading.isOver = true
  }

  private stopReading(reading: Reading, captured: number): void {
    const { stream, offset } = reading
    reading.isOver = true
    if (offset >= stream.end) return
    const isGap = offset + captured < stream.end && captured < HEAD_AT_MOST
    this.problem ??= isGap
      ? () => said`Bytes are missing at ${countWords(offset + captured)}: messages after them are not told apart.`
      : () => said`What follows byte ${countWords(offset)} is no whole HTTP/1 message.`
  }

  private readingOf({ from }: HttpMessage): Reading {
    return this.asking.stream.side === (from === 'client' ? CLIENT : SERVER) ? this.asking : this.answering
  }
}

function startsWith(stream: SideStream, isLine: (line: string) => boolean): boolean {
  const text = String.fromCharCode(...stream.captured(0, Math.min(GLANCE, stream.end)))
  const end = text.search(/\r?\n/)
  return end > 0 && isLine(text.slice(0, end))
}

/** Line ends before a request line are to be passed over (RFC 9112 §2.2). */
function emptyLines(bytes: Uint8Array): number {
  let at = 0
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++
  return at
}

interface Encoded {
  readonly bytes: Uint8Array
  readonly isAll: boolean
}

function plain(stream: SideStream, { told, bodyOffset }: Found): Encoded {
  const wanted = Math.min(told.body?.length ?? 0, ENCODED_AT_MOST)
  const bytes = stream.captured(bodyOffset, wanted)
  return { bytes, isAll: bytes.length === told.body?.length && told.body.isWhole }
}

function unchunked(stream: SideStream, { bodyOffset }: Found): Encoded {
  const walk = new ChunkWalk(stream, bodyOffset)
  const pieces: Uint8Array[] = []
  let size = 0
  let isBroken = false
  const isEnough = () => isBroken || size >= ENCODED_AT_MOST || pieces.length >= CHUNKS_AT_MOST
  for (let span = walk.next(); span !== null && !isEnough(); span = walk.next()) {
    const piece = stream.captured(span.offset, Math.min(span.length, ENCODED_AT_MOST - size))
    pieces.push(piece)
    size += piece.length
    isBroken = piece.length < span.length
  }
  return { bytes: Buffer.concat(pieces), isAll: walk.state === 'ended' && !isBroken }
}
