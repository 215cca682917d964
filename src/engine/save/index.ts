/** Saves packets of an open capture as pcapng: all, those that a filter shows, or those of some flows. */

import { basename } from 'node:path'
import { CaptureFormat } from '../../contracts/abi'
import type { SaveSelection } from '../../contracts/engineProcess'
import type { Anonymising } from '../../contracts/exports'
import { NOTHING_TOLD, type Told } from '../../contracts/told'
import type { Mask } from '../anonymise/mask'
import { maskOf } from '../anonymise/maskOf'
import { codesByPackets } from '../anonymise/telling'
import type { Core } from '../core'
import { filterFlows } from '../flows/filter'
import { IcmpErrors } from '../icmpErrors'
import { inEach, said } from '../said/said'
import { MergedSource } from '../source/merged'
import type { Source } from '../source/source'
import type { Judge } from '../verdicts/judge'
import { pluralWords } from '../words'
import type { Anonymised } from './anonymisedBlocks'
import { RecordConversion } from './convertRecords'
import { BlockCopy } from './copyBlocks'
import { leftOutWords } from './leftOut'
import { MergedCopy } from './mergedCopy'
import { OutFile } from './outFile'
import { passingFlows } from './passingFlows'
import type { Copying, Portion } from './portion'
import { rested } from './rested'
import { framesOf } from './selectFrames'
import { troubledFlows, VerdictComments } from './verdictComments'
import { whyUnwritten } from './whyUnwritten'
import { Cancelled, partOf, UNWATCHED, type Writing } from './writing'

const PCAP_HEADER_BYTES = 24
const SNOOP_HEADER_BYTES = 16

/** An open capture, as far as saving needs it. */
export interface SavedFrom {
  readonly core: Core
  readonly source: Source
  readonly judge: Judge
  readonly verdicts: { readonly codes: Uint16Array }
  /** File offset of the first record that can still be read, and the frames before it. */
  readonly kept: { readonly offset: number; readonly framesBefore: number }
  /** File offset up to which the core has read: a record ends there. */
  readonly position: number
}

export interface SaveOrder {
  /** A file there is replaced once the new one is whole. */
  readonly path: string
  readonly selection: SaveSelection
  /** Verdicts as comments of the packets that prove them. */
  readonly hasComments: boolean
  /** null: packets are written as they are. */
  readonly anonymising?: Anonymising | null
  /** Which addresses become which; the open capture's own where none is given. */
  readonly mask?: Mask
}

export interface Saved {
  /** Packets written; null: it failed, see `message`. */
  readonly packets: number | null
  /** One sentence; nothing where it was cancelled. */
  readonly message: Told
}

/** Verdicts explained in the time that a megabyte is copied. */
const VERDICTS_A_MEGABYTE = 8
/** Share of the work that a filter is taken for: some read every packet, as copying does. */
const FILTER_PART = 0.4

/**
 * Never throws: what goes wrong is in the message. Packets that come while it runs are left out. What is cancelled
 * leaves nothing behind.
 */
export async function saveCapture(capture: SavedFrom, order: SaveOrder, writing = UNWATCHED): Promise<Saved> {
  const name = basename(order.path)
  let out: OutFile | null = null
  try {
    const hasFilter = order.selection.what === 'filtered' && (order.selection.filter.expression ?? '') !== ''
    const begun = hasFilter ? FILTER_PART : 0
    const flows = await flowsOf(capture, order.selection, partOf(writing, 0, begun))
    const rest = partOf(writing, begun, 1)
    const told = tellerOf(capture, order)
    const troubled = order.hasComments ? troubledFlows(flows ?? told.codes.keys(), told.codes) : []
    const verdicts = troubled.length / VERDICTS_A_MEGABYTE
    const copies = verdicts / Math.max(1, verdicts + capture.position / 1e6)
    const portion = await portionOf(capture, flows, { ...told, troubled }, partOf(rest, 0, copies))
    out = new OutFile(order.path)
    const copying = copyingOf(capture, portion, out)
    const watched = partOf(rest, copies, 1)
    await rested(
      () => copying.step(),
      () => copying.share(),
      watched,
    )
    out.finish()
    const { packets, leftOut } = copying
    const message = inEach(() => {
      const words = pluralWords(packets, 'packet')
      const left = leftOutWords(leftOut)
      return left === '' ? said`${words} saved to ${name}.` : said`${words} saved to ${name}. Left out: ${left}.`
    })
    return { packets, message }
  } catch (error) {
    out?.discard()
    if (error instanceof Cancelled) return { packets: null, message: NOTHING_TOLD }
    return { packets: null, message: inEach(() => said`${name} was not saved: ${whyUnwritten(error)}`) }
  }
}

/** How what is written tells of the capture. */
interface Teller {
  readonly judge: Judge
  /** Verdict codes by flow, as `judge` has them. */
  readonly codes: Uint16Array
  /** null: packets are written as they are. */
  readonly anonymised: Anonymised | null
}

function tellerOf({ core, judge, verdicts: { codes } }: SavedFrom, order: SaveOrder): Teller {
  const { anonymising = null, mask = maskOf(core) } = order
  if (anonymising === null) return { judge, codes, anonymised: null }
  const judged = judge.of(core.masked(mask))
  return { judge: judged, codes: codesByPackets(codes, judge, judged), anonymised: { ...anonymising, mask } }
}

/** @param troubled flows whose verdicts go along as comments. */
async function portionOf(
  capture: SavedFrom,
  flows: Uint32Array | null,
  { judge, anonymised, troubled }: Teller & { readonly troubled: readonly number[] },
  writing: Writing,
): Promise<Portion> {
  const { core } = capture
  const words = new VerdictComments(judge)
  if (troubled.length > 0) {
    // Only now: a round of judging that goes on meanwhile takes the capture's facts anew.
    judge.refresh()
    let next = 0
    await rested(
      () => {
        const flow = troubled[next]
        if (flow !== undefined) words.add(flow)
        next += 1
        return next < troubled.length
      },
      () => next / troubled.length,
      writing,
    )
  }
  const keep = flows === null ? null : framesOf(core, new IcmpErrors(core), flows)
  const { offset, framesBefore } = capture.kept
  const from = Math.max(offset, firstRecord(core))
  return { from, to: capture.position, framesBefore, keep, anonymised, comments: words.byFrame }
}

/** null: every packet, of no flow as well. */
async function flowsOf(
  { core, source, judge, verdicts }: SavedFrom,
  selection: SaveSelection,
  writing: Writing,
): Promise<Uint32Array | null> {
  switch (selection.what) {
    case 'all':
      return null
    case 'filtered': {
      const { expression = '' } = selection.filter
      const passed = await passingFlows({ core, source, judge }, expression, writing)
      return filterFlows(core, selection.filter, verdicts.codes, judge.facts.kernel, passed)
    }
    case 'flows':
      return Uint32Array.from(selection.flows.filter((flow) => flow < core.flowCount()))
  }
}

/** Where the first record begins; a pcapng's file header is a block as the others are. */
function firstRecord(core: Core): number {
  switch (core.format()) {
    case CaptureFormat.PCAP:
      return PCAP_HEADER_BYTES
    case CaptureFormat.SNOOP:
      return SNOOP_HEADER_BYTES
    default:
      return 0
  }
}

function copyingOf({ core, source }: SavedFrom, portion: Portion, out: OutFile): Copying {
  if (source instanceof MergedSource) return new MergedCopy(core, source, portion, out)
  if (core.format() === CaptureFormat.PCAPNG) return new BlockCopy(source, portion, out)
  return new RecordConversion(core, source, portion, out)
}
