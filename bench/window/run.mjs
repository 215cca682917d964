// `npm run bench -- window`: what a user of the window waits for, measured in real Electron.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generate } from '../generate.mjs'
import { brushes, filters, firstFlows, sorts } from './flows.mjs'
import { firstRows, firstRowsTogether, framesOfMoves, memoryOf, opened } from './ladder.mjs'
import { freshProfile, openDisplay, startProgram, timeStart } from './program.mjs'
import { windowReport } from './report.mjs'

const HELP = `usage: npm run bench -- window [options]

  --rounds N       of everything, each with a program of its own (default 5)
  --only LIST      of start, open, ladder, together, flows (default all)
  --traces FOLDER  keep Chromium's traces there
  --out FILE       where the table goes (default docs/benchmarks.md)

Needs a built program, and Xvfb where there is no display.
`
const PARTS = ['start', 'open', 'ladder', 'together', 'flows']
/** The first flow listed is a small one: the program looks at the first by itself. */
const CAPTURES = {
  ladder: { flows: 2, options: { sizes: [60, 1_000_000], snaplen: 96 } },
  together: { flows: 5, options: { sizes: [60, 250_000, 250_000, 250_000, 250_000], snaplen: 96 } },
  flows: { flows: 200_000, options: { packets: 1_000_000, flows: 200_000, snaplen: 96 } },
}

function options(args) {
  const text = { type: 'string' }
  const names = { rounds: text, only: text, traces: text, out: text, help: { type: 'boolean' } }
  const { values } = parseArgs({ args, options: names })
  const rounds = Number(values.rounds ?? 5)
  const parts = values.only?.split(',') ?? PARTS
  if (values.help || !Number.isInteger(rounds) || rounds < 1 || parts.some((part) => !PARTS.includes(part))) {
    console.error(HELP)
    process.exit(values.help ? 0 : 2)
  }
  return { ...values, rounds, parts }
}

/** The capture of that name, generated where the cache has none. */
function captureOf(root, name) {
  const folder = join(root, 'bench', '.cache')
  const path = join(folder, `window-${name}.pcap`)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    // Under another name until it is whole: an interrupted run leaves no half capture behind.
    generate({ ...CAPTURES[name].options, out: `${path}.part` })
    renameSync(`${path}.part`, path)
  }
  return path
}

/** What each part tells `note`: name, milliseconds (wall and CPU) or bytes. */
const MEASURES = {
  async start({ place, note }) {
    const profile = freshProfile()
    // The first start of a profile makes it.
    await timeStart(place, profile)
    note('start', { wall: await timeStart(place, profile) })
    rmSync(profile, { recursive: true, force: true })
  },
  async open({ place, note }) {
    for (const name of ['ladder', 'flows']) {
      const path = captureOf(place.root, name)
      const program = await startProgram(place)
      note(`open ${name}`, { wall: await firstFlows(program, path) })
      await program.close()
    }
  },
  async ladder({ place, note, keep }) {
    const program = await opened(place, captureOf(place.root, 'ladder'), CAPTURES.ladder.flows)
    const { cold, again } = await firstRows(program)
    note('rows cold', cold)
    note('rows again', again)
    for (const [name, { frames }] of await framesOfMoves(program, null, keep)) {
      for (const frame of frames) note(`frames ${name}`, frame)
    }
    note('memory ladder', { bytes: memoryOf(program) })
    await program.close()
  },
  async together({ place, note, keep }) {
    const program = await opened(place, captureOf(place.root, 'together'), CAPTURES.together.flows)
    note('rows together', await firstRowsTogether(program, 1, 4))
    for (const [name, { frames }] of await framesOfMoves(program, ['wheel', 'keys', 'levels'], keep)) {
      for (const frame of frames) note(`frames together, ${name}`, frame)
    }
    note('memory together', { bytes: memoryOf(program) })
    await program.close()
  },
  async flows({ place, note }) {
    const program = await opened(place, captureOf(place.root, 'flows'), CAPTURES.flows.flows)
    for (const wall of await sorts(program.page)) note('sort', { wall })
    note('filter', { wall: await filters(program.page, '192.0.2.77') })
    for (const wall of await brushes(program.page)) note('brush', { wall })
    note('memory flows', { bytes: memoryOf(program) })
    await program.close()
  },
}

/** @returns {Promise<{text: string, out: string | undefined}>} the table. */
export async function benchWindow(root, args) {
  const { rounds, parts, traces, out } = options(args)
  const display = await openDisplay()
  const place = { root, env: display.env }
  const found = new Map()
  const note = (name, value) => found.set(name, [...(found.get(name) ?? []), value])
  const loads = [os.loadavg()[0]]
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const part of parts) {
        const keep = traces === undefined ? undefined : join(traces, `${part}-${round}`)
        await MEASURES[part]({ place, note, keep })
        console.error(`round ${round}: ${part} measured`)
      }
      loads.push(os.loadavg()[0])
    }
  } finally {
    display.close()
  }
  return { text: windowReport({ found, rounds, loads }), out }
}
