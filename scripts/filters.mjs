// Holds display filters against tshark: the same filter must leave the same frames, among those that hold a TCP segment
// that this program reads. The captures lie in a folder of their own; see oracle.mjs.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { runnerImport } from 'vite'
import { root } from './command.mjs'
import { FILTERS } from './filterCorpus.mjs'
import { capturesOf, PART } from './sample.mjs'

const REPORT = join(root, 'out', 'reports', 'filters.json')
/** Least share of frames that a filter tells alike, in percent; docs/differences.md gives the causes of the rest. */
const LEAST = 99.5
/** Fields that mean something else in tunnels, or where a capture's first frame isn't its earliest. */
const LEAST_BY_MEANING = 97
const BY_MEANING = /^(?:ip|ipv6)\.(?:addr|src|dst)|^frame\.time_relative|^tcp\.analysis\.ack/
const TSHARK_MS = 300_000
/** Captures at a time: one program reads while the other's frames are compared. */
const JOBS = 2

/** One run of tshark answers all filters: a tap for each. A filter that tshark refuses says so in a line of its own. */
const tapsOf = (filters) =>
  filters
    .map(
      (filter, index) =>
        `do local isMade, tap = pcall(Listener.new, nil, ${JSON.stringify(filter)})\n` +
        `if isMade then function tap.packet(p) io.stdout:write(${index}, " ", p.number, "\\n") end\n` +
        `else io.stdout:write("refused ${index}\\n") end end\n`,
    )
    .join('')

async function tsharkFrames(path, script) {
  const args = ['-q', '-n', '-2', '-r', path, '-o', 'tcp.check_checksum:TRUE', '-X', `lua_script:${script}`]
  const run = promisify(execFile)('tshark', args, { maxBuffer: 2 ** 30, timeout: TSHARK_MS })
  // A capture that is cut short ends with an error after all that could be read.
  const { stdout } = await run.catch((error) => (error.killed ? Promise.reject(error) : error))
  const frames = FILTERS.map(() => new Set())
  for (const line of stdout.split('\n')) {
    const [filter, frame] = line.split(' ')
    if (filter === 'refused') throw new Error(`tshark refuses ${FILTERS[Number(frame)]}`)
    if (frame !== undefined) frames[Number(filter)]?.add(Number(frame))
  }
  return frames
}

/** Frames that each filter leaves here, and all frames with segments. */
async function framesHere(engine, path) {
  const opened = engine.openSource(path)
  if (!opened.ok) return null
  const { source } = opened
  const core = await engine.loadCore()
  await new engine.CaptureReader(core, source).readAll(() => undefined)
  core.buildIndex()
  const capture = { core, source, judge: new engine.Judge(core, source) }
  const segment = new engine.SegmentRecord(core)
  const framesOf = (mask) => {
    const frames = new Set()
    mask.forEach((isIn, index) => {
      if (isIn === 1) frames.add(segment.at(index).frame)
    })
    return frames
  }
  const nodeOf = (text) => engine.readFilter(text, 'segments', core.counterTime(engine.COUNTER_FIRST_TIME))
  const each = FILTERS.map((text) => {
    const read = nodeOf(text)
    if (!read.ok) throw new Error(`${text}: column ${read.problem.column}: ${read.problem.message}`)
    return framesOf(engine.passingSegments(read.node, capture))
  })
  const all = framesOf(engine.passingSegments(nodeOf('frame.number > 0').node, capture))
  source.close()
  return { each, all }
}

async function importEngine() {
  const { module } = await runnerImport(join(root, 'src/engine/filter/peers.fixture.ts'), { root, logLevel: 'error' })
  return { ...module, loadCore: module.coreLoader(join(root, 'out', 'core', 'core.wasm')) }
}

/** Compares all filters over all captures. Writes what differs to the report. */
async function compareFilters(folder, wanted = capturesOf(folder)) {
  const engine = await importEngine()
  const scratch = mkdtempSync(join(tmpdir(), 'filters-'))
  const script = join(scratch, 'taps.lua')
  writeFileSync(script, tapsOf(FILTERS))
  const told = FILTERS.map((filter) => ({ filter, frames: 0, left: 0, onlyHere: 0, onlyThere: 0, where: [] }))
  const compareFile = async (file) => {
    const path = join(folder, 'captures', file)
    const [here, there] = await Promise.all([framesHere(engine, path), tsharkFrames(path, script)])
    if (here === null) return
    // tshark's own set of TCP frames: what it doesn't take for TCP, it can't be asked about.
    const shared = new Set([...here.all].filter((frame) => there[0].has(frame)))
    told.forEach((row, index) => {
      const mine = here.each[index]
      const theirs = there[index]
      const onlyHere = [...shared].filter((frame) => mine.has(frame) && !theirs.has(frame))
      const onlyThere = [...shared].filter((frame) => !mine.has(frame) && theirs.has(frame))
      row.frames += shared.size
      row.left += [...shared].filter((frame) => theirs.has(frame)).length
      row.onlyHere += onlyHere.length
      row.onlyThere += onlyThere.length
      if (onlyHere.length + onlyThere.length > 0)
        row.where.push({
          file,
          onlyHere: onlyHere.slice(0, 5),
          onlyThere: onlyThere.slice(0, 5),
          count: onlyHere.length + onlyThere.length,
        })
    })
  }
  const left = [...wanted]
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) await compareFile(file)
  }
  await Promise.all(Array.from({ length: JOBS }, work))
  rmSync(scratch, { recursive: true })
  mkdirSync(dirname(REPORT), { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify(told, null, 1)}\n`)
  return told
}

const leastOf = (filter) => (BY_MEANING.test(filter) ? LEAST_BY_MEANING : LEAST)

/** Each filter is a test of the suite. */
export async function filterCounts(folder) {
  const told = await compareFilters(folder, capturesOf(folder, ['ok'], PART))
  const failed = told.filter(
    ({ filter, frames, onlyHere, onlyThere }) => (onlyHere + onlyThere) * 100 > (100 - leastOf(filter)) * frames,
  )
  for (const { filter, frames, onlyHere, onlyThere } of failed)
    console.error(`${filter}: ${onlyHere} frames too many, ${onlyThere} too few, of ${frames}`)
  return { passed: told.length - failed.length, failed: failed.length }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = join(root, '..', 'shared'), ...files] = process.argv.slice(2)
  const told = await compareFilters(folder, files.length > 0 ? files : undefined)
  for (const { filter, frames, left, onlyHere, onlyThere } of told)
    if (onlyHere + onlyThere > 0) console.log(`${filter}: of ${frames}, ${left} there: +${onlyHere} -${onlyThere}`)
  const differing = told.filter(({ onlyHere, onlyThere }) => onlyHere + onlyThere > 0).length
  console.log(`${told.length} filters, ${told.length - differing} without any difference`)
}
