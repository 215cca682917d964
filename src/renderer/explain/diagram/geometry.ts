/**
 * Where states and arrows of the state diagram stand, placed by hand after figure 5 of RFC 9293 §3.3.2. Units are CSS
 * pixels at natural size. As in the figure CLOSED stands twice: where connections begin, and where they end.
 */
import type { StateName } from '../../../contracts/names'

export interface Point {
  readonly x: number
  readonly y: number
}

export const DIAGRAM_SIZE = { width: 500, height: 632 } as const
export const NODE_SIZE = { width: 96, height: 26 } as const

/** A state as the diagram shows it: `END` is the CLOSED at the bottom. */
export type NodeId = Exclude<StateName, 'UNKNOWN'> | 'END'

const LEFT = 92
const MIDDLE = 250
const RIGHT = 408

/** Middles of the boxes. */
export const NODES: Readonly<Record<NodeId, Point>> = {
  CLOSED: { x: MIDDLE, y: 22 },
  LISTEN: { x: MIDDLE, y: 118 },
  SYN_RCVD: { x: LEFT, y: 216 },
  SYN_SENT: { x: RIGHT, y: 216 },
  ESTABLISHED: { x: MIDDLE, y: 312 },
  FIN_WAIT_1: { x: LEFT, y: 404 },
  CLOSE_WAIT: { x: RIGHT, y: 404 },
  FIN_WAIT_2: { x: LEFT, y: 496 },
  CLOSING: { x: MIDDLE, y: 496 },
  LAST_ACK: { x: RIGHT, y: 496 },
  TIME_WAIT: { x: MIDDLE, y: 590 },
  END: { x: RIGHT, y: 590 },
}
export const NODE_IDS = Object.keys(NODES) as NodeId[]

export const nodeState = (node: NodeId): StateName => (node === 'END' ? 'CLOSED' : node)

/** An arrow: corners from border to border, and where its words stand. */
export interface Route {
  readonly points: readonly Point[]
  /** Middle of the words' first line's left end, right end or middle, as `anchor` says. */
  readonly label: Point
  readonly anchor: 'start' | 'middle' | 'end'
  /** How the words are broken: on one line, event and action apart, or also at commas. */
  readonly lines: 'one' | 'two' | 'many'
}

/** Points as `x,y x,y`. */
const pointsOf = (text: string): Point[] =>
  text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number)
    return { x, y }
  })

function route(points: string, label: string, anchor: Route['anchor'], lines: Route['lines'] = 'two'): Route {
  const [at = { x: 0, y: 0 }] = pointsOf(label)
  return { points: pointsOf(points), label: at, anchor, lines }
}

/** By StateEdge.id. Words keep clear of the letters in the middle of their arrow. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'CLOSED>LISTEN': route('234,35 234,105', '220,62', 'end'),
  'LISTEN>CLOSED': route('266,105 266,35', '280,62', 'start'),
  'CLOSED>SYN_SENT': route('298,16 424,16 424,203', '438,84', 'start', 'many'),
  'SYN_SENT>CLOSED': route('392,203 392,29 298,29', '378,96', 'end'),
  'LISTEN>SYN_RCVD': route('222,131 122,203', '192,170', 'start'),
  'LISTEN>SYN_SENT': route('278,131 378,203', '342,146', 'start'),
  'SYN_RCVD>LISTEN': route('84,203 84,118 202,118', '148,110', 'middle', 'one'),
  'SYN_SENT>SYN_RCVD': route('360,216 140,216', '250,202', 'middle', 'one'),
  'SYN_SENT>ESTABLISHED': route('382,229 286,299', '354,267', 'start'),
  'SYN_RCVD>ESTABLISHED': route('118,229 214,299', '186,262', 'start', 'many'),
  'SYN_RCVD>FIN_WAIT_1': route('84,229 84,391', '70,306', 'end'),
  'ESTABLISHED>FIN_WAIT_1': route('222,325 122,391', '192,362', 'start'),
  'ESTABLISHED>CLOSE_WAIT': route('278,325 378,391', '350,352', 'start'),
  'FIN_WAIT_1>FIN_WAIT_2': route('92,417 92,483', '78,448', 'end', 'many'),
  'FIN_WAIT_1>CLOSING': route('128,417 230,483', '198,444', 'start'),
  'FIN_WAIT_1>TIME_WAIT': route('44,404 12,404 12,590 202,590', '112,583', 'middle', 'one'),
  'FIN_WAIT_2>TIME_WAIT': route('120,509 220,577', '142,544', 'end'),
  'CLOSING>TIME_WAIT': route('250,509 250,577', '264,540', 'start', 'many'),
  'CLOSE_WAIT>LAST_ACK': route('408,417 408,483', '422,448', 'start'),
  'LAST_ACK>CLOSED': route('408,509 408,577', '422,540', 'start', 'many'),
  'TIME_WAIT>CLOSED': route('298,590 360,590', '329,614', 'middle'),
}

/** Resets, which the figure leaves to its note 3, from where they meet no box on their way. */
const RESETS: Readonly<Partial<Record<StateName, Route>>> = {
  SYN_RCVD: route('60,203 60,22 202,22', '130,14', 'middle', 'one'),
  ESTABLISHED: route('264,325 332,470 372,577', '337,432', 'start', 'one'),
  FIN_WAIT_1: route('140,410 322,452 372,577', '338,470', 'start', 'one'),
  FIN_WAIT_2: route('140,486 178,458 322,458 372,577', '338,470', 'start', 'one'),
  CLOSING: route('298,502 366,577', '346,534', 'start', 'one'),
  CLOSE_WAIT: route('456,404 492,404 492,590 456,590', '484,470', 'end', 'one'),
}

/** The way of a transition that the figure lacks: a reset, a start in the middle, or a step of which nothing was seen. */
export function strayRoute(from: StateName, to: StateName): Route {
  const reset = to === 'CLOSED' ? RESETS[from] : undefined
  if (reset) return reset
  const end = NODES[to === 'UNKNOWN' ? 'CLOSED' : to === 'CLOSED' ? 'END' : to]
  const isRight = end.x > MIDDLE
  if (from === 'UNKNOWN' || from === to) {
    const side = isRight ? 1 : -1
    const border = end.x + (side * NODE_SIZE.width) / 2
    return {
      points: [
        { x: border + side * 34, y: end.y },
        { x: border, y: end.y },
      ],
      label: { x: border + side * 17, y: end.y - 8 },
      anchor: 'middle',
      lines: 'one',
    }
  }
  const start = NODES[from]
  const points = [towards(start, end), towards(end, start)]
  const label = { x: (start.x + end.x) / 2 + 8, y: (start.y + end.y) / 2 }
  return { points, label, anchor: 'start', lines: 'two' }
}

/** Where the way from a box's middle to another point leaves the box. */
function towards(middle: Point, other: Point): Point {
  const dx = other.x - middle.x
  const dy = other.y - middle.y
  const part = Math.min(
    dx === 0 ? Infinity : NODE_SIZE.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : NODE_SIZE.height / 2 / Math.abs(dy),
  )
  return { x: middle.x + dx * part, y: middle.y + dy * part }
}
