/** Where the columns of several flows stand: hosts from left to right, at each a state bar for each flow's end there. */
import type { Side } from '../../../contracts/flow'
import type { Host } from '../../../contracts/together'
import { type LadderLayout, ladderLayout, WIDEST } from '../layout'

export interface HostColumn {
  readonly host: Host
  readonly left: number
  readonly right: number
}

/** Where one flow's arrows run. */
export interface FlowColumns {
  /** Left edges of its bars. */
  readonly x: Readonly<Record<Side, number>>
  /** The client stands left of the server. */
  readonly isRightwards: boolean
  /** Where arrows begin and end: the edges of its bars that face one another. */
  readonly left: number
  readonly right: number
  /** Free of bars, from its left host to its right one. */
  readonly lanes: readonly Lane[]
}

export interface Lane {
  readonly left: number
  readonly right: number
}

export interface TogetherColumns {
  /** Width of all: more than the pane's where it has no room for so many. */
  readonly width: number
  /** What is left of this stays when the rest is scrolled sideways, as the first column of a spreadsheet does. */
  readonly fixed: number
  /** Columns of times and brackets. */
  readonly frame: LadderLayout
  readonly barWidth: number
  readonly hosts: readonly HostColumn[]
  /** By place. */
  readonly flows: readonly FlowColumns[]
}

/** Between two bars of one host. */
const BAR_GAP = 2
/** From the widest to the narrowest: names in a line, in two, upright. `lane`: pixels that this leaves for arrows. */
const BARS = [
  { least: 96, most: 130, lane: 230 },
  { least: 50, most: 60, lane: 170 },
  { least: 20, most: 30, lane: 0 },
] as const
/** Bars at least this wide bear names in a line, or in two. */
export const ONE_LINE: number = BARS[0].least
export const TWO_LINES: number = BARS[1].least
const LEAST_LANE = 136
/** Between what stays and the first bar: less than what a match's sign takes. */
const FIXED_GAP = 2

/** Columns for a pane `width` pixels wide, with times and brackets as in a single ladder. */
export function togetherColumns(
  hosts: readonly Host[],
  width: number,
  timeWidth: number,
  bracketLanes: number,
): TogetherColumns {
  const bars = hosts.reduce((sum, { ends }) => sum + ends.length, 0)
  const gaps = Math.max(1, hosts.length - 1)
  const widest = WIDEST + (gaps - 1) * 260
  const between = (bars - hosts.length) * BAR_GAP
  const start = ladderLayout(width, timeWidth, bracketLanes, widest)
  const least = bars * BARS[2].least + between + gaps * LEAST_LANE
  const lacking = Math.max(0, least - (rightOf(start) - start.clientX))
  const frame = lacking > 0 ? ladderLayout(width + lacking, timeWidth, bracketLanes, Number.MAX_SAFE_INTEGER) : start
  const room = Math.max(least, rightOf(frame) - frame.clientX) - between
  const fits = BARS.find(({ least: bar, lane }) => (room - gaps * lane) / bars >= bar) ?? BARS[2]
  const wished = (room - gaps * Math.max(LEAST_LANE, fits.lane)) / bars
  const barWidth = Math.floor(Math.min(Math.max(wished, fits.least), fits.most))
  const lane = (room - bars * barWidth) / gaps
  let x = frame.clientX
  const columns = hosts.map((host): HostColumn => {
    const left = Math.round(x)
    const right = left + host.ends.length * barWidth + (host.ends.length - 1) * BAR_GAP
    x += right - left + lane
    return { host, left, right }
  })
  const fixed = frame.clientX - FIXED_GAP
  return { width: width + lacking, fixed, frame, barWidth, hosts: columns, flows: flowColumns(columns, barWidth) }
}

const rightOf = ({ serverX, barWidth }: LadderLayout): number => serverX + barWidth

function flowColumns(hosts: readonly HostColumn[], barWidth: number): FlowColumns[] {
  const found: { column: number; x: number }[][] = []
  hosts.forEach(({ host, left }, column) => {
    host.ends.forEach(({ place, side }, number) => {
      found[place] ??= []
      const ends = found[place]
      ends[side === 'client' ? 0 : 1] = { column, x: left + number * (barWidth + BAR_GAP) }
    })
  })
  return found.map(([client = { column: 0, x: 0 }, server = client]) => {
    const isRightwards = client.x <= server.x
    const [near, far] = isRightwards ? [client, server] : [server, client]
    return {
      x: { client: client.x, server: server.x },
      isRightwards,
      left: near.x + barWidth,
      right: far.x,
      lanes: Array.from({ length: Math.max(1, far.column - near.column) }, (_, at) =>
        laneAfter(hosts, near.column + at),
      ),
    }
  })
}

/** The lane right of a host. */
function laneAfter(hosts: readonly HostColumn[], column: number): Lane {
  const left = hosts[column]?.right ?? 0
  return { left, right: hosts[column + 1]?.left ?? left }
}
