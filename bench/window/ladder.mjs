// What is measured of ladders: first rows, how frames fare while it moves, memory.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { startProgram } from './program.mjs'
import { traced } from './trace.mjs'

const STEP_MS = 16
const STEPS = 120
/** Keyboards repeat a key that is held about 30 times a second. */
const REPEAT_MS = 33
const OPENED_WITHIN_MS = 60_000
const SETTLE_MS = 2000

const answered = (page) => page.evaluate(() => window.benchAnswer)
const row = (page, index) => page.locator(`#flow-row-${index}`)
const level = (page, name) =>
  page.getByRole('group', { name: 'Level of detail' }).getByRole('button', { name, exact: true })

/** CPU milliseconds of the engine's processes so far. */
async function engineCpu({ app }) {
  const pids = await app.evaluate(({ app: { getAppMetrics } }) =>
    getAppMetrics().flatMap(({ name, pid }) => (name === 'Lastack engine' ? [pid] : [])),
  )
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return sum + 10 * (Number(fields[11]) + Number(fields[12]))
  }, 0)
}

/** Clicks, and returns milliseconds until `awaited` was painted, and of the engine's CPU. */
async function timed(program, prepare, click) {
  const before = await engineCpu(program)
  await program.page.evaluate(prepare)
  await click()
  const wall = await answered(program.page)
  return { wall, cpu: (await engineCpu(program)) - before }
}

/** Opens a capture and waits until all of it was read and judged, and the engine has nothing left to do. */
export async function opened(place, path, flows) {
  const program = await startProgram(place, [path])
  const count = flows.toLocaleString('en-US')
  const list = program.page.getByRole('region', { name: 'Flow list' })
  await list
    .getByText(new RegExp(`^${count}\\b`))
    .first()
    .waitFor({ timeout: OPENED_WITHIN_MS })
  await program.page.getByRole('progressbar').waitFor({ state: 'hidden', timeout: OPENED_WITHIN_MS })
  await pause(SETTLE_MS)
  return program
}

/** First rows of a ladder, the first time and again. The first flow listed is the small one. */
export async function firstRows(program, big = 1) {
  const { page } = program
  const choose = (index) => () => row(page, index).click({ noWaitAfter: true })
  const cold = await timed(program, () => window.bench.awaitLadder(), choose(big))
  await timed(program, () => window.bench.awaitLadder(), choose(0))
  await pause(300)
  const again = await timed(program, () => window.bench.awaitLadder(), choose(big))
  return { cold, again }
}

/** First rows of several ladders together: flows `from` to `to` of the list. */
export async function firstRowsTogether(program, from, to) {
  const { page } = program
  await row(page, from).click()
  await pause(500)
  return timed(
    program,
    () => window.bench.awaitLadder(),
    () => row(page, to).click({ modifiers: ['Shift'], noWaitAfter: true }),
  )
}

async function steadily(act, steps = STEPS, everyMs = STEP_MS) {
  for (let step = 0; step < steps; step += 1) {
    const began = performance.now()
    await act(step)
    await pause(Math.max(0, everyMs - (performance.now() - began)))
  }
}

const LADDER = '#ladder-scroll'

async function boxOf(page, selector) {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${selector} is not there`)
  return box
}

async function drag(page, x, top, bottom) {
  await page.mouse.move(x, top)
  await page.mouse.down()
  await steadily((step) => page.mouse.move(x, top + ((bottom - top) * (step + 1)) / STEPS))
  await page.mouse.up()
}

/**
 * Each way to move a ladder: its name, and what gets ready for it and returns how. Looking for things in the page takes
 * the window's time: that is done before it is traced.
 */
export function moves(page) {
  const over = async () => {
    const box = await boxOf(page, LADDER)
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    return box
  }
  const wheel = async () => {
    await over()
    return () => steadily(() => page.mouse.wheel(0, 240))
  }
  const focus = () => page.locator(LADDER).focus()
  return [
    ['wheel', wheel],
    [
      'keys',
      async () => {
        await focus()
        return () =>
          steadily((step) => page.keyboard.press(step % 4 === 3 ? 'PageDown' : 'ArrowDown'), STEPS, REPEAT_MS)
      },
    ],
    [
      'scrollbar',
      async () => {
        const { x, y, width, height } = await over()
        return () => drag(page, x + width - 4, y + 6, y + height - 12)
      },
    ],
    [
      'map',
      async () => {
        const { x, y, width, height } = await boxOf(page, '.ladder-map')
        return () => drag(page, x + width / 2, y + 3, y + height - 3)
      },
    ],
    [
      'levels',
      async () => {
        const boxes = []
        for (const name of ['Phases', 'Exchanges', 'Segments', 'Exchanges', 'Segments'])
          boxes.push(await level(page, name).boundingBox())
        return async () => {
          for (const { x, y, width, height } of boxes) {
            await page.mouse.click(x + width / 2, y + height / 2)
            await pause(700)
          }
        }
      },
    ],
    [
      'to scale, zooming',
      async () => {
        await focus()
        return async () => {
          await page.keyboard.press('t')
          await pause(700)
          for (const key of ['z', 'z', 'z', 'z', 'z', 'z', 'z', 'z', 'Z', 'Z']) {
            await page.keyboard.press(key)
            await pause(250)
          }
        }
      },
    ],
    ['to scale, wheel', wheel],
  ]
}

/** Frames of each way to move. */
export async function framesOfMoves(program, names, keep) {
  const found = []
  for (const [name, prepare] of moves(program.page)) {
    if (names !== null && !names.includes(name)) continue
    const act = await prepare()
    await pause(300)
    found.push([name, await traced(program, act, { keep: keep === undefined ? null : `${keep}-${name}.json` })])
  }
  return found
}

/** Bytes that the window's process holds for itself. */
export function memoryOf({ pid }) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
  return 1024 * (kib('Private_Clean') + kib('Private_Dirty'))
}
