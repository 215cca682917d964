import { describe, expect, test } from 'vitest'
import { STATE_EDGES } from '../../../contracts/explain'
import { STATE_NAMES } from '../../../contracts/names'
import { DIAGRAM_SIZE, NODE_IDS, NODE_SIZE, NODES, nodeState, type Point, ROUTES, strayRoute } from './geometry'
import { along, BADGE, LINE_HEIGHT, labelLines } from './shapes'

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const boxes = NODE_IDS.map((id) => {
  const { x, y } = NODES[id]
  const { width, height } = NODE_SIZE
  return { id, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
})
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const isInside = ({ x, y }: Point, { left, right, top, bottom }: Box, by = 0) =>
  x > left + by && x < right - by && y > top + by && y < bottom - by
const isOnBorder = (point: Point, box: Box) => !isInside(point, box, 0.5) && isInside(point, box, -0.5)
const boxOf = (state: string) => boxes.filter(({ id }) => nodeState(id) === state)

/** Inter at 10.5 px takes 5.6 px a letter at most of what stands here. */
const words = STATE_EDGES.flatMap(({ id, event }) => {
  const route = ROUTES[id]
  if (!route) return []
  const lines = labelLines(event, route.lines)
  const width = Math.max(...lines.map(({ length }) => length)) * 5.6
  const { x, y } = route.label
  const left = route.anchor === 'start' ? x : route.anchor === 'end' ? x - width : x - width / 2
  return [{ id, left, right: left + width, top: y - 9, bottom: y + 2 + (lines.length - 1) * LINE_HEIGHT }]
})

test('every state of the RFC has its place, CLOSED has two', () => {
  const named = NODE_IDS.map(nodeState).sort()
  expect([...new Set(named)]).toEqual(STATE_NAMES.filter((name) => name !== 'UNKNOWN').sort())
  expect(new Set(named).size).toBe(11)
  expect(named).toHaveLength(12)
})

test('every arrow of the figure has a way, and no way is left over', () => {
  expect(Object.keys(ROUTES).sort()).toEqual(STATE_EDGES.map(({ id }) => id).sort())
})

test('no two states overlap, and all stand in the picture', () => {
  for (const [index, box] of boxes.entries()) {
    expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([])
    expect(box.left >= 0 && box.top >= 0).toBe(true)
    expect(box.right <= DIAGRAM_SIZE.width && box.bottom <= DIAGRAM_SIZE.height).toBe(true)
  }
})

describe.each(STATE_EDGES.map((edge) => ({ ...edge })))('the arrow $id', ({ id, from, to }) => {
  const points = ROUTES[id]?.points ?? []
  test('goes from border to border', () => {
    const [first] = points
    const last = points.at(-1)
    expect(boxOf(from).some((box) => first && isOnBorder(first, box))).toBe(true)
    expect(boxOf(to).some((box) => last && isOnBorder(last, box))).toBe(true)
  })

  test('crosses no state on its way', () => {
    const ways = Array.from({ length: 101 }, (_, step) => along(points, step / 100))
    expect(boxes.filter((box) => ways.some((point) => isInside(point, box, 1)))).toEqual([])
  })
})

test('no words overlap other words or a state, or leave the picture', () => {
  for (const [index, label] of words.entries()) {
    expect({ id: label.id, on: words.slice(index + 1).filter((other) => overlap(label, other)) }).toEqual({
      id: label.id,
      on: [],
    })
    expect({ id: label.id, on: boxes.filter((box) => overlap(label, box)) }).toEqual({ id: label.id, on: [] })
    expect(label.left >= 0 && label.right <= DIAGRAM_SIZE.width && label.bottom <= DIAGRAM_SIZE.height).toBe(true)
  }
})

test('no words lie on another arrow’s line', () => {
  for (const [id, { points }] of Object.entries(ROUTES)) {
    const ways = Array.from({ length: 201 }, (_, step) => along(points, step / 200))
    const hit = words.filter((label) => ways.some((point) => isInside(point, label)))
    expect({ id, hit: hit.map((label) => label.id) }).toEqual({ id, hit: [] })
  }
})

test('the letters on an arrow cover no words, nor a state', () => {
  for (const [id, { points }] of Object.entries(ROUTES)) {
    for (const apart of [-BADGE.apart, 0, BADGE.apart]) {
      const { x, y } = along(points, 0.5, apart)
      const { radius } = BADGE
      const disc = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
      expect({ id, covers: [...words, ...boxes].filter((one) => overlap(disc, one)).map((one) => one.id) }).toEqual({
        id,
        covers: [],
      })
    }
  }
})

describe('a transition that the figure lacks', () => {
  const stateful = STATE_NAMES.filter((name) => name !== 'UNKNOWN')
  test.each(stateful)('has a way to the reset from %s', (state) => {
    const { points } = strayRoute(state, 'CLOSED')
    expect(points.length).toBeGreaterThanOrEqual(2)
    for (const { x, y } of points) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true)
  })

  test.each(['SYN_RCVD', 'ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSING', 'CLOSE_WAIT'] as const)(
    'a reset meets no state between %s and CLOSED',
    (state) => {
      const { points } = strayRoute(state, 'CLOSED')
      const ways = Array.from({ length: 101 }, (_, step) => along(points, step / 100))
      expect(boxes.filter((box) => ways.some((point) => isInside(point, box, 1)))).toEqual([])
      expect(boxOf('CLOSED').some((box) => isOnBorder(points.at(-1) ?? { x: 0, y: 0 }, box))).toBe(true)
    },
  )

  test.each(stateful)('a start in the middle comes from beside %s', (state) => {
    const { points } = strayRoute('UNKNOWN', state)
    const [start, end] = [points[0], points.at(-1)]
    expect(boxes.some((box) => end && isOnBorder(end, box))).toBe(true)
    expect(boxes.some((box) => start && isInside(start, box))).toBe(false)
  })

  test('any other goes straight from border to border', () => {
    const { points } = strayRoute('ESTABLISHED', 'LAST_ACK')
    expect(boxOf('ESTABLISHED').some((box) => points[0] && isOnBorder(points[0], box))).toBe(true)
    expect(boxOf('LAST_ACK').some((box) => points[1] && isOnBorder(points[1], box))).toBe(true)
  })
})
