/** Captures of a script's conversations at both ends of a path that loses, delays, repeats, alters and forges. */
import { LinkType } from '../contracts/abi'
import { joinChunks } from '../pcapng/chunks'
import type { CapturedFrame } from '../pcapng/frame'
import { PcapngWriter } from '../pcapng/writer'
import { build } from './build'
import { parse } from './parse'
import type { EndpointStatement, Script, SegmentFields, SegmentStatement, Statement } from './script'

/** What befalls one segment between the ends. */
export interface Passage {
  readonly lost?: boolean
  /** Nanoseconds on the way. */
  readonly delayNs: number
  /** It arrives once more, so much later. */
  readonly copyAfterNs?: number
  /** Fields that it arrives with. */
  readonly altered?: SegmentFields
  /** What something on the way sends to the receiver right after it, in the sender's name. */
  readonly forged?: { readonly flags: number; readonly fields: SegmentFields; readonly afterNs: number }
}

export interface Path {
  /** @param line 0-based number of the segment in the script. */
  readonly passage: (line: number, segment: SegmentStatement) => Passage
  /** Second end's clock where the first's, which is right, says `ns` since the script's start. */
  readonly clock?: (ns: number) => number
  /** An endpoint as the second end sees it: network address translation, rewritten initial sequence numbers. */
  readonly translate?: (endpoint: Statement) => Statement
  /** Routers between the ends. */
  readonly hops?: number
}

/** A capture and, for each of its frames, what it is. */
export interface EndCapture {
  readonly bytes: Uint8Array
  readonly frames: readonly EndFrame[]
}

export interface EndFrame {
  /** Number of the segment in the script; of a forged one, that of the segment it followed. */
  readonly line: number
  readonly is: 'sent' | 'arrived' | 'copy' | 'forged'
}

const TTL = 64

/**
 * Endpoints declared first, third, … are at the first end, their partners at the second. Segments that the script calls
 * lost or dropped are lost on the way; what it calls unseen both ends see.
 */
export function capturesOfBothEnds(source: string | Script, path: Path): { first: EndCapture; second: EndCapture } {
  const script = typeof source === 'string' ? parse(source) : source
  const segments = script.statements.filter((statement) => statement.kind === 'segment')
  const lines = new Map(segments.map((segment, line) => [segment, line]))
  const atFirst = new Set(
    script.statements
      .filter((statement): statement is EndpointStatement => statement.kind === 'endpoint')
      .flatMap(({ name }, index) => (index % 2 === 0 ? [name] : [])),
  )
  const translate = path.translate ?? ((statement) => statement)
  const isFromFirst = ({ from }: SegmentStatement): boolean => atFirst.has(from)
  /** The script as one of the ends sees it, all of it. */
  const view = (isFirst: boolean): CapturedFrame[] =>
    build({
      ...script,
      statements: script.statements.map((statement) => {
        if (statement.kind !== 'segment') return isFirst ? statement : translate(statement)
        const hasTravelled = isFromFirst(statement) !== isFirst
        const line = lines.get(statement) ?? 0
        return seen(
          statement,
          hasTravelled ? { ttl: TTL - (path.hops ?? 3), ...path.passage(line, statement).altered } : {},
        )
      }),
    })
  const views = { first: view(true), second: view(false) }
  const clock = path.clock ?? ((ns) => ns)
  const found = { first: [] as Timed[], second: [] as Timed[] }
  segments.forEach((segment, line) => {
    const [from, to] = isFromFirst(segment) ? (['first', 'second'] as const) : (['second', 'first'] as const)
    const put = (end: 'first' | 'second', frame: CapturedFrame | undefined, ns: number, is: EndFrame['is']): void => {
      if (frame === undefined) throw new Error(`the script's segment ${line} made no frame`)
      const own = end === 'first' ? ns : clock(ns)
      found[end].push({ line, is, frame: { ...frame, time: script.start + BigInt(Math.round(own)) } })
    }
    const sentAt = Number((views[from][line]?.time ?? script.start) - script.start)
    const passage = path.passage(line, segment)
    const isLost = passage.lost === true || segment.fields.lost === true || segment.fields.dropped === true
    put(from, views[from][line], sentAt, 'sent')
    if (!isLost) put(to, views[to][line], sentAt + passage.delayNs, 'arrived')
    if (!isLost && passage.copyAfterNs !== undefined) {
      put(to, views[to][line], sentAt + passage.delayNs + passage.copyAfterNs, 'copy')
    }
    if (passage.forged) {
      const frame = forgedFrame(script, segment, passage.forged, to === 'second' ? translate : (statement) => statement)
      put(to, frame, sentAt + passage.delayNs + passage.forged.afterNs, 'forged')
    }
  })
  return { first: captureOfFrames(found.first), second: captureOfFrames(found.second) }
}

interface Timed extends EndFrame {
  readonly frame: CapturedFrame
}

/** The segment as captured: what was lost is captured at its sender's end. */
function seen(statement: SegmentStatement, altered: SegmentFields): SegmentStatement {
  const { lost, unseen, ...fields } = statement.fields
  return { ...statement, fields: { ...fields, ...altered, ...(lost ? { dropped: true } : {}) } }
}

function forgedFrame(
  script: Script,
  after: SegmentStatement,
  forged: NonNullable<Passage['forged']>,
  translate: (statement: Statement) => Statement,
): CapturedFrame | undefined {
  const before = script.statements.slice(0, script.statements.indexOf(after) + 1).map(translate)
  const statement: SegmentStatement = { ...after, flags: forged.flags, fields: forged.fields }
  const whole = before.map((other) => (other.kind === 'segment' ? seen(other, {}) : other))
  return build({ ...script, statements: [...whole, statement] }).at(-1)
}

function captureOfFrames(found: readonly Timed[]): EndCapture {
  const sorted = [...found].sort((a, b) => Number(a.frame.time - b.frame.time))
  const writer = new PcapngWriter()
  const head = [writer.section({ application: 'Lastack' }), writer.interface({ linkType: LinkType.ETHERNET })]
  return {
    bytes: joinChunks([...head, ...sorted.map(({ frame }) => writer.packet(frame))]),
    frames: sorted.map(({ line, is }) => ({ line, is })),
  }
}
