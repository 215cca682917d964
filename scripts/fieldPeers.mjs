// Holds the segment tree against tshark: every field of every layer, in all frames with a segment that both read. A name of
// ours that tshark knows must have tshark's values in tshark's order (fieldValues.mjs says how they are compared), and a
// name that it doesn't know must be one of our own (`lastack.`). The captures lie in a folder of their own; see oracle.mjs.
// Every test run holds a part of them; by itself it holds all:
//   node scripts/fieldPeers.mjs [DIR [FILE…]]
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { runnerImport } from 'vite'
import { root } from './command.mjs'
import { compared, ownValue, tsharkFields, tsharkValue } from './fieldValues.mjs'
import { capturesOf } from './sample.mjs'

const REPORT = join(root, 'out', 'reports', 'fields.json')
/** Least share of values that are equal, in percent: of all fields together, and of each that is there often enough. */
const LEAST = 99.9
const LEAST_OF_EACH = 95
const OFTEN = 200
/** FDDI addresses: tshark turns their bits round, docs/differences.md. */
const LEAST_OF = new Map([
  ['fddi.dst', 0],
  ['fddi.src', 0],
])
/** So many segments with data that nobody acknowledged are kept by tshark: it stops counting there what is in flight. */
const UNACKNOWLEDGED = 10_000
const IN_FLIGHT = 'tcp.analysis.bytes_in_flight'
const ACK = 0x10
/** One of so many captures is held by every test run; the time is tshark's start, once a capture. */
const PART = 10
/** Captures at a time: one program reads while the other is compared. */
const JOBS = 2
/** Frames that the report names for a field, one a capture. */
const SHOWN = 40
const OWN_NAME = /^lastack\./
const READS = ['ok', 'partial']
const VALUE_END = '\x1f'
const FRAME = 'frame.number'

/** Values of each field in each frame with segments, as `Map(frame → Map(name → values))`; null: we don't read the capture. */
async function valuesHere(engine, path, fields, unknown) {
  const opened = engine.openSource(path)
  if (!opened.ok) return null
  const { source } = opened
  const core = await engine.loadCore()
  await new engine.CaptureReader(core, source).readAll(() => undefined)
  core.buildIndex()
  const record = new engine.SegmentRecord(core)
  const frames = new Map()
  const waiting = new Map()
  for (let segment = 0; segment < core.segmentLimit(); segment += 1) {
    const { frame } = record.at(segment)
    const detail = engine.describeSegment(core, source, segment)
    if (detail === null) continue
    const values = new Map()
    gather(detail.layers, detail.bytes, values, fields, unknown)
    if (isBeyond(record, waiting)) values.set(IN_FLIGHT, [null])
    const known = frames.get(frame) ?? new Map()
    frames.set(frame, known)
    // Of a frame with several segments each tree knows more of its own.
    for (const [name, list] of values) if (list.length > (known.get(name)?.length ?? 0)) known.set(name, list)
  }
  source.close()
  return frames
}

/** Whether more segments wait for an acknowledgment than tshark keeps. @param waiting how many, by flow and sender. */
function isBeyond({ flow, sender, flags, length }, waiting) {
  if ((flags & ACK) !== 0 && waiting.has(2 * flow + 1 - sender)) waiting.set(2 * flow + 1 - sender, 0)
  if (length === 0) return false
  const count = (waiting.get(2 * flow + sender) ?? 0) + 1
  waiting.set(2 * flow + sender, count)
  return count > UNACKNOWLEDGED
}

function gather(nodes, bytes, values, fields, unknown) {
  for (const node of nodes) {
    const field = fields.get(node.filter)
    if (field !== undefined) {
      const list = values.get(field.name) ?? []
      values.set(field.name, list)
      list.push(ownValue(node, field, bytes))
    } else if (node.filter !== '' && !OWN_NAME.test(node.filter)) unknown.add(node.filter)
    gather(node.children, bytes, values, fields, unknown)
  }
}

/** Calls `visit(frame, values)`, values in the order of `fields`, for each frame with TCP. */
async function eachFrameThere(path, fields, visit) {
  const args = ['-2', '-n', '-r', path, '-Y', 'tcp', '-o', 'tcp.check_checksum:TRUE', '-T', 'fields']
  args.push('-E', 'occurrence=a', '-E', 'separator=/t', '-E', `aggregator=${VALUE_END}`)
  for (const { name } of fields) args.push('-e', name)
  const child = spawn('tshark', args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, TZ: 'UTC' } })
  const frameAt = fields.findIndex(({ name }) => name === FRAME)
  for await (const line of createInterface({ input: child.stdout })) {
    const values = line
      .split('\t')
      .map((cell, at) => (cell === '' ? [] : cell.split(VALUE_END).map((text) => tsharkValue(text, fields[at]))))
    visit(Number(values[frameAt]?.[0]), values)
  }
}

class Figures {
  byName = new Map()

  add(field, own, theirs, { file, frame, isInPieces }) {
    const { values, same } = compared(field, own, theirs, isInPieces)
    const row = this.byName.get(field.name) ?? {
      name: field.name,
      values: 0,
      equal: 0,
      onlyHere: 0,
      onlyThere: 0,
      where: [],
    }
    this.byName.set(field.name, row)
    row.values += values
    row.equal += same
    if (same === values) return
    row.onlyHere += Math.max(0, own.length - same)
    row.onlyThere += Math.max(0, theirs.length - same)
    const brief = (list) => list.join(' ').slice(0, 100)
    if (row.where.length < SHOWN && row.where.every((one) => one.file !== file))
      row.where.push({ file, frame, here: brief(own), there: brief(theirs) })
  }
}

async function compareFile(engine, path, file, { known, figures, unknown }) {
  const here = await valuesHere(engine, path, known, unknown)
  if (here === null) return
  const names = [...new Set([...here.values()].flatMap((values) => [...values.keys()]))].sort()
  if (names.length === 0) return
  const fields = names.map((name) => known.get(name))
  await eachFrameThere(path, fields, (frame, theirs) => {
    const mine = here.get(frame)
    if (mine === undefined) return
    const where = { file, frame, isInPieces: mine.has('ip.fragments') || mine.has('ipv6.fragments') }
    fields.forEach((field, at) => {
      const own = mine.get(field.name) ?? []
      if (own.length + theirs[at].length > 0) figures.add(field, own, theirs[at], where)
    })
  })
}

/** Compares all fields over the captures. Writes what differs to the report. */
async function compareFields(folder, wanted) {
  const { module } = await runnerImport(join(root, 'src/engine/segment/peers.fixture.ts'), { root, logLevel: 'error' })
  const engine = { ...module, loadCore: module.coreLoader(join(root, 'out', 'core', 'core.wasm')) }
  const told = { known: tsharkFields(), figures: new Figures(), unknown: new Set() }
  const left = [...wanted]
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift())
      await compareFile(engine, join(folder, 'captures', file), file, told)
  }
  await Promise.all(Array.from({ length: JOBS }, work))
  const fields = [...told.figures.byName.values()].sort((one, other) => shareOf(one) - shareOf(other))
  const all = { name: 'all fields', values: 0, equal: 0 }
  for (const { values, equal } of fields) {
    all.values += values
    all.equal += equal
  }
  const report = { all, unknown: [...told.unknown].sort(), fields }
  mkdirSync(dirname(REPORT), { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify(report, null, 1)}\n`)
  return report
}

const shareOf = ({ equal, values }) => (100 * equal) / (values || 1)
const figureOf = (row) => `${row.name}: ${row.equal} of ${row.values} (${shareOf(row).toFixed(3)} %)`
const leastOf = ({ name, values }) => LEAST_OF.get(name) ?? (values < OFTEN ? 0 : LEAST_OF_EACH)

/** All fields together are a test, and so is each of them, and that no name is made up. */
function judged({ all, unknown, fields }) {
  const failed = fields.filter((row) => shareOf(row) < leastOf(row))
  const isEnough = all.values > 0 && shareOf(all) >= LEAST
  for (const row of isEnough ? failed : [all, ...failed]) console.error(figureOf(row))
  if (unknown.length > 0) console.error(`fields that tshark doesn't know: ${unknown.join(' ')}`)
  const missed = failed.length + (isEnough ? 0 : 1) + (unknown.length > 0 ? 1 : 0)
  console.log(`fields as tshark's: ${figureOf(all)}, ${fields.length} fields`)
  return { passed: fields.length + 2 - missed, failed: missed }
}

/** The part of the captures that every test run holds. */
export const fieldCounts = async (folder) => judged(await compareFields(folder, capturesOf(folder, READS, PART)))

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = join(root, '..', 'shared'), ...files] = process.argv.slice(2)
  const report = await compareFields(folder, files.length > 0 ? files : capturesOf(folder, READS))
  for (const row of report.fields) if (row.equal < row.values) console.log(figureOf(row))
  process.exit(judged(report).failed > 0 ? 1 : 0)
}
