/** Answers what is asked of followed flows. */

import type { z } from 'zod'
import { SEGMENT_CUT } from '../../contracts/abi'
import type { FollowAnswers, FollowDirection, FollowPage, followQuerySchemas } from '../../contracts/follow'
import type { FlowId } from '../../contracts/units'
import type { Capture } from '../capture'
import { FlowRecord } from '../flowRecord'
import { readService } from '../flows/service'
import { CLIENT, type FlowRows, positionOfSegment, SERVER, type SideIndex, senderOf } from '../ladder/flowRows'
import { readFlowRows } from '../ladder/readFlowRows'
import { Followed } from './followed'
import { HttpConversation } from './http/conversation'
import { Payloads } from './payloads'
import { searchFollowed } from './search'

type Arguments<Name extends keyof typeof followQuerySchemas> = z.output<(typeof followQuerySchemas)[Name]>

interface Kept {
  readonly flow: number
  readonly lastSegment: number
  readonly revision: number
  readonly followed: Followed
  readonly http: HttpConversation
}

export class Follows {
  private kept: Kept | null = null
  private revision = 0
  private readonly payloads: Payloads

  constructor(private readonly capture: Capture) {
    this.payloads = new Payloads(capture.core, capture.source)
  }

  follow({ flow, direction, from, count }: Arguments<'follow'>): FollowPage | null {
    const kept = this.of(flow)
    if (kept === null) return null
    const { followed, revision } = kept
    const { streams, rows } = followed
    const chunks = followed.chunks(direction)
    const until = Math.min(from + count, chunks.count)
    const shown =
      from < until ? Array.from({ length: until - from }, (_, at) => followed.read(direction, from + at)) : []
    const protocol = readService(this.capture.core, new FlowRecord(this.capture.core).at(flow))?.protocol ?? null
    const cut = cutSegments(rows)
    return {
      flow: flow as FlowId,
      total: chunks.count,
      from,
      chunks: shown,
      bytes: { client: streams[CLIENT].bytes, server: streams[SERVER].bytes },
      gaps: { client: streams[CLIENT].gaps, server: streams[SERVER].gaps },
      cut: { client: cut[CLIENT], server: cut[SERVER] },
      turns: chunks.turns,
      isEncrypted: protocol === 'tls',
      isHttp: protocol === 'http' || kept.http.isLikely,
      revision,
    }
  }

  followSearch({ flow, ...search }: Arguments<'followSearch'>): FollowAnswers['followSearch'] {
    const kept = this.of(flow)
    return kept === null ? null : searchFollowed(kept.followed, search)
  }

  followChunkOf({ flow, direction, segment }: Arguments<'followChunkOf'>): number | null {
    const followed = this.of(flow)?.followed
    if (followed === undefined) return null
    const position = positionOfSegment(followed.rows, segment)
    if (position < 0) return null
    const side = senderOf(followed.rows, position)
    // What a stream's own direction doesn't show has its place where the other side was then.
    return chunkOf(followed, direction, position, side)
  }

  followHttp({ flow, from, count }: Arguments<'followHttp'>): FollowAnswers['followHttp'] {
    return this.of(flow)?.http.page(from, count) ?? null
  }

  followBody({ flow, message }: Arguments<'followBody'>): FollowAnswers['followBody'] {
    return this.of(flow)?.http.body(message) ?? null
  }

  /** Put together anew where the flow went on. */
  private of(flow: number): Kept | null {
    const { core } = this.capture
    if (flow >= core.flowCount()) return null
    const { lastSegment } = new FlowRecord(core).at(flow)
    if (this.kept?.flow === flow && this.kept.lastSegment === lastSegment) return this.kept
    this.revision += 1
    const followed = new Followed(readFlowRows(core, flow), this.payloads)
    this.kept = { flow, lastSegment, revision: this.revision, followed, http: new HttpConversation(followed) }
    return this.kept
  }
}

function chunkOf(followed: Followed, direction: FollowDirection, position: number, side: SideIndex): number | null {
  const { rows } = followed
  const isShown = direction === 'both' || (direction === 'server') === (side === SERVER)
  if (isShown) return followed.chunkAt(direction, side, Math.max(0, followed.offsetOf(position, side)))
  const shownSide: SideIndex = side === SERVER ? CLIENT : SERVER
  for (let later = position; later < rows.count; later++) {
    if (senderOf(rows, later) === shownSide)
      return followed.chunkAt(direction, shownSide, Math.max(0, followed.offsetOf(later, shownSide)))
  }
  return null
}

function cutSegments(rows: FlowRows): [number, number] {
  const cut: [number, number] = [0, 0]
  for (let position = 0; position < rows.count; position++) {
    const isCut = ((rows.flags[position] ?? 0) & SEGMENT_CUT) !== 0 && (rows.length[position] ?? 0) > 0
    if (isCut) cut[senderOf(rows, position)] += 1
  }
  return cut
}

/** The flow's own streams, for exports and the command line. @throws RangeError where there is no such flow. */
export function followFlow(capture: Pick<Capture, 'core' | 'source'>, flow: number): Followed {
  if (flow >= capture.core.flowCount()) throw new RangeError(`there is no flow ${flow}`)
  return new Followed(readFlowRows(capture.core, flow), new Payloads(capture.core, capture.source))
}
