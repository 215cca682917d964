/** Where the columns of several flows stand in a picture: hosts from left to right, at each a bar for each flow's end. */

import type { Side } from '../../../../contracts/flow'
import type { LadderRow } from '../../../../contracts/ladderRows'
import type { Host, TogetherRow } from '../../../../contracts/together'
import {
  type Frame,
  frameAround,
  LABEL_END,
  LABEL_INDENT,
  type Lane,
  MONO_WIDTH,
  type RowColumns,
  startOf,
} from '../columns'
import { frameLength, labelLength } from '../contents'

/** Wide enough for every state's name. */
export const TOGETHER_BAR = 98
const BAR_GAP = 2
/** Beside a bar, for the number of the row's flow. */
const INSET = 15
const LANE = { least: 240, most: 560 } as const

export interface TogetherColumns {
  readonly frame: Frame
  /** By host: where its bars begin and end. */
  readonly hosts: readonly Lane[]
  readonly lanes: readonly Lane[]
  /** Left edges of each flow's bars, by place. */
  readonly bars: readonly Readonly<Record<Side, number>>[]
  /** Of each flow, as it is drawn: what stands left is the client's. */
  readonly flows: readonly RowColumns[]
  /** Whether a flow's client does stand left. */
  readonly areRightwards: readonly boolean[]
}

/** @param time characters of the longest time. @param brackets columns of brackets. */
export function columnsFor(
  hosts: readonly Host[],
  lines: readonly (TogetherRow | null)[],
  time: number,
  brackets: number,
): TogetherColumns {
  const start = startOf(time, brackets)
  const at = hostOfEnds(hosts)
  const areRightwards = at.map(({ client, server }) => client <= server)
  const room = laneRoom(hosts.length - 1, at, areRightwards, lines)
  const placed: Lane[] = []
  let x = start.clientX
  hosts.forEach(({ ends }, host) => {
    const right = x + ends.length * (TOGETHER_BAR + BAR_GAP) - BAR_GAP
    placed.push({ left: x, right })
    x = right + (room[host] ?? 0)
  })
  const lanes = placed.slice(1).map(({ left }, before) => ({ left: placed[before]?.right ?? left, right: left }))
  const bars = at.map((): Record<Side, number> => ({ client: 0, server: 0 }))
  hosts.forEach(({ ends }, host) => {
    ends.forEach(({ place, side }, number) => {
      const of = bars[place]
      if (of !== undefined) of[side] = (placed[host]?.left ?? 0) + number * (TOGETHER_BAR + BAR_GAP)
    })
  })
  const flows = at.map(({ client, server }, place): RowColumns => {
    const { client: one = 0, server: other = 0 } = bars[place] ?? {}
    const [clientX, serverX] = [Math.min(one, other), Math.max(one, other)]
    const own = lanes.slice(Math.min(client, server), Math.max(client, server))
    const clientLane = own[0] ?? { left: clientX + TOGETHER_BAR, right: serverX }
    const row = { clientX, serverX, laneLeft: clientX + TOGETHER_BAR, laneRight: serverX, inset: INSET }
    return { ...row, clientLane, serverLane: own.at(-1) ?? clientLane, bothLane: clientLane }
  })
  const shown = lines.map((row) => row?.shown ?? null)
  return {
    frame: frameAround(start, placed.at(-1)?.right ?? start.clientX, frameLength(shown)),
    hosts: placed,
    lanes,
    bars,
    flows,
    areRightwards,
  }
}

/** At which host each flow has its ends. */
function hostOfEnds(hosts: readonly Host[]): Record<Side, number>[] {
  const found: Record<Side, number>[] = []
  hosts.forEach(({ ends }, host) => {
    for (const { place, side } of ends) {
      found[place] ??= { client: host, server: host }
      found[place][side] = host
    }
  })
  return found
}

/** Pixels of each lane: what the labels in it need. */
function laneRoom(
  count: number,
  at: readonly Readonly<Record<Side, number>>[],
  areRightwards: readonly boolean[],
  lines: readonly (TogetherRow | null)[],
): number[] {
  const characters = new Array<number>(Math.max(0, count)).fill(0)
  for (const row of lines) {
    const ends = row?.place == null ? undefined : at[row.place]
    if (row == null || row.place === null || ends === undefined) continue
    const near = Math.min(ends.client, ends.server)
    const far = Math.max(ends.client, ends.server) - 1
    const lane = isFromLeft(row.shown, areRightwards[row.place] ?? true) ? near : far
    characters[lane] = Math.max(characters[lane] ?? 0, labelLength(row.shown))
  }
  const around = LABEL_INDENT + INSET + LABEL_END + 12
  return characters.map((most) => Math.min(Math.max(Math.ceil(most * MONO_WIDTH) + around, LANE.least), LANE.most))
}

/** Whether a row's words stand at its flow's left end. */
export function isFromLeft(row: LadderRow, isRightwards: boolean): boolean {
  if (row.kind === 'segment' || row.kind === 'ghost') return (row.from === 'client') === isRightwards
  return row.kind !== 'tail' || (row.side === 'client') === isRightwards
}
