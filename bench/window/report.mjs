// The part of docs/benchmarks.md about the window, without its heading.

const MIB = 2 ** 20
const FRAME_MS = 16
const FIRST_ROWS_MS = 300
const ANSWER_MS = 150
const FIRST_FLOWS_MS = 300
const START_MS = 1500
const MEMORY_MIB = 300

const ROWS = [
  ['start', 'Window usable after a warm start', START_MS],
  ['open ladder', 'First flows on screen, a file of one flow of 1,000,000 segments', FIRST_FLOWS_MS],
  ['open flows', 'First flows on screen, a file of 200,000 flows', FIRST_FLOWS_MS],
  ['rows cold', 'First rows of a ladder of 1,000,000 segments, the first time', FIRST_ROWS_MS],
  ['rows again', 'The same once more', FIRST_ROWS_MS],
  ['rows together', 'First rows of four ladders of 250,000 segments together', FIRST_ROWS_MS],
  ['frames wheel', 'A frame of that ladder: wheel', FRAME_MS],
  ['frames keys', 'keys', FRAME_MS],
  ['frames scrollbar', 'scrollbar dragged', FRAME_MS],
  ['frames map', 'map dragged', FRAME_MS],
  ['frames levels', 'levels of detail', FRAME_MS],
  ['frames to scale, zooming', 'to scale, zooming', FRAME_MS],
  ['frames to scale, wheel', 'to scale, wheel', FRAME_MS],
  ['frames together, wheel', 'A frame of four together: wheel', FRAME_MS],
  ['frames together, keys', 'keys', FRAME_MS],
  ['frames together, levels', 'levels of detail', FRAME_MS],
  ['sort', '200,000 flows sorted', ANSWER_MS],
  ['filter', '200,000 flows filtered by text', ANSWER_MS],
  ['brush', '200,000 flows brushed in the timeline', ANSWER_MS],
]
const MEMORIES = [
  ['memory ladder', 'Memory of the window, 1,000,000 segments'],
  ['memory together', 'Memory of the window, four together'],
  ['memory flows', 'Memory of the window, 200,000 flows'],
]

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
}
function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
const pair = (values) => `${ms(median(values))}, ${ms(quantile(values, 0.95))}`

function timeLine([name, title, target], values) {
  const cpu = values.flatMap((value) => (value.cpu === undefined ? [] : [value.cpu]))
  const held = values.flatMap((value) => (value.held === undefined ? [] : [value.held]))
  const known = (numbers) => (numbers.length === 0 ? '–' : pair(numbers))
  const cells = [title, `≤ ${target} ms`, pair(values.map(({ wall }) => wall)), known(cpu), known(held)]
  return `| ${[...cells, name.startsWith('frames') ? `${values.length} frames` : `${values.length}`].join(' | ')} |`
}

function memoryLine(title, values) {
  const most = Math.max(...values.map(({ bytes }) => bytes))
  return `| ${title} | < ${MEMORY_MIB} MiB | ${Math.round(most / MIB)} MiB at most | – | – | ${values.length} |`
}

/** `found`: by name, what was measured; `loads`: the machine's load before, and after each round. */
export function windowReport({ found, rounds, loads }) {
  const times = ROWS.flatMap((row) => (found.has(row[0]) ? [timeLine(row, found.get(row[0]))] : []))
  const memories = MEMORIES.flatMap(([name, title]) => (found.has(name) ? [memoryLine(title, found.get(name))] : []))
  return `Written by \`npm run bench -- window\`: don't edit. The built program in Electron on a virtual display, in ${rounds} rounds,
each with a program of its own. Load of the machine before and after each round: ${loads.map((load) => load.toFixed(1)).join(', ')}.
From a click or key to when what it asked for was handed to the compositor; of frames: what the window's main thread did
from one frame to the next. Each is median, then 95th percentile. CPU is that of the engine's processes for rows (the
system counts it by 10 ms), of the main thread for frames: what the wall would be on a machine with nothing else to do.
The longest task of a frame is for how long the main thread was held: input is heard between tasks.
Ladders are measured once a capture was read: long flows are read ahead then.

| what | target | wall | CPU | longest task | of |
| --- | --- | --- | --- | --- | --- |
${[...times, ...memories].join('\n')}
`
}
