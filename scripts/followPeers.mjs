// Holds `lastack follow` against tshark's "Follow TCP stream": every stream with payload of a folder of captures, byte for
// byte; where tshark differs and tcpflow is installed, against tcpflow's as well (tcpflowPeer.mjs). Put aside, since tshark leaves it out: what nobody acknowledged after a gap, and data older than the first segment
// of a stream that was captured from its middle. Told apart: the same bytes in other turns. See docs/differences.md.
// Every test run holds a part of the captures; by itself it holds all:
//   node scripts/followPeers.mjs [DIR [FILE…]] [--program out/cli/index.js] [--show]
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { root } from './command.mjs'
import { sampleOf } from './sample.mjs'
import { isAsTcpflow } from './tcpflowPeer.mjs'

/** Least share of streams that are equal, in percent. */
const LEAST = 99
const JOBS = 2
const OUTPUT_AT_MOST = 1 << 30
/** Streams that one run of tshark is asked for. */
const AT_A_TIME = 100
const OWN = join(root, 'out', 'cli', 'index.js')
const run = promisify(execFile)

const output = async (program, args) => {
  // tshark ends with 2 where a capture is cut short, and we with 1: what was printed counts.
  const answer = await run(program, args, { maxBuffer: OUTPUT_AT_MOST, encoding: 'utf8' }).catch((error) => error)
  return answer.stdout ?? ''
}
const jsonLines = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

/** Adds bytes to the last turn where the same side goes on. */
function say(turns, from, bytes) {
  if (bytes.length === 0) return
  const last = turns.at(-1)
  if (last?.from === from) last.pieces.push(bytes)
  else turns.push({ from, pieces: [bytes] })
}
const joined = (turns) => turns.map(({ from, pieces }) => ({ from, bytes: Buffer.concat(pieces) }))
const saidBy = (turns, from) => Buffer.concat(turns.filter((turn) => turn.from === from).map(({ bytes }) => bytes))

/** tshark's streams by number; its marks for what is missing are no data. */
function tsharkStreams(text) {
  const streams = new Map()
  for (const block of text.split(/^={20,}\n(?=Follow:)/m).slice(1)) {
    const number = Number(/tcp\.stream eq (\d+)/.exec(block)?.[1])
    const [first, second] = [0, 1].map((node) => new RegExp(`^Node ${node}: (.*)$`, 'm').exec(block)?.[1] ?? '')
    const turns = []
    for (const line of block.split('\n')) {
      if (!/^\t?[0-9a-f]+$/.test(line)) continue
      const bytes = Buffer.from(line.trim(), 'hex')
      const isMark = /^\[\d+ bytes missing in capture file\]\0?$/.test(bytes.toString('latin1'))
      if (!isMark) say(turns, line.startsWith('\t') ? second : first, bytes)
    }
    streams.set(number, joined(turns))
  }
  return streams
}

/** What was captured of a chunk. */
function captured({ data, missing }) {
  const bytes = Buffer.from(data, 'base64')
  const isThere = Buffer.alloc(bytes.length, 1)
  for (const { at, length } of missing) isThere.fill(0, at, at + length)
  return missing.length === 0 ? bytes : bytes.filter((_, at) => isThere[at] === 1)
}

const named = ({ address, port }) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)

/** Our streams by flow, speakers named as tshark names them. */
function ownStreams(flows, chunks) {
  const streams = new Map(flows.map(({ flow }) => [flow, []]))
  for (const chunk of chunks) {
    if (chunk.data === undefined || chunk.unacknowledged) continue
    say(streams.get(chunk.flow), named(flows[chunk.flow][chunk.from]), captured(chunk))
  }
  return new Map([...streams].map(([flow, turns]) => [flow, joined(turns)]))
}

const sameTurns = (one, other) =>
  one.length === other.length &&
  one.every(({ from, bytes }, at) => other[at].from === from && other[at].bytes.equals(bytes))

/** How our turns compare with tshark's: of another order, or with more before what tshark says, or otherwise. */
function comparison(own, theirs) {
  if (sameTurns(own, theirs)) return 'equal'
  const sides = [...new Set([...own, ...theirs].map(({ from }) => from))].map((from) => ({
    mine: saidBy(own, from),
    wanted: saidBy(theirs, from),
  }))
  if (sides.every(({ mine, wanted }) => mine.equals(wanted))) return 'other turns'
  const isMore = sides.every(
    ({ mine, wanted }) => mine.length >= wanted.length && mine.subarray(mine.length - wanted.length).equals(wanted),
  )
  return isMore ? 'tshark lacks the beginning' : 'different'
}

async function compareFile(folder, file, rows, program) {
  const capture = join(folder, file)
  const flows = jsonLines(await output(process.execPath, [program, 'flows', capture, '--format', 'json', '--quiet']))
  const followed = [program, 'follow', capture, '--all', '--format', 'json', '--quiet']
  const chunks = jsonLines(await output(process.execPath, followed))
  const own = ownStreams(flows, chunks)
  const theirs = new Map()
  for (let at = 0; at < rows.length; at += AT_A_TIME) {
    const asked = rows.slice(at, at + AT_A_TIME).flatMap(({ stream }) => ['-z', `follow,tcp,raw,${stream}`])
    for (const [stream, turns] of tsharkStreams(await output('tshark', ['-n', '-q', '-r', capture, ...asked])))
      theirs.set(stream, turns)
  }
  const results = rows.map((row) => {
    const ends = [`${row.a} ${row.a_port}`, `${row.b} ${row.b_port}`].sort().join()
    const flow = flows.find(({ frames, client, server }) => {
      const own = [`${client.address} ${client.port}`, `${server.address} ${server.port}`].sort().join()
      return frames.first === row.first_frame && own === ends
    })
    const mine = own.get(flow?.flow) ?? []
    const wanted = theirs.get(row.stream) ?? []
    const isMore = chunks.some((chunk) => chunk.flow === flow?.flow && chunk.unacknowledged && chunk.data !== undefined)
    return { file, stream: row.stream, flow: flow?.flow ?? null, how: comparison(mine, wanted), isMore }
  })
  for (const result of results.filter(({ how, isMore, flow }) => (isMore || how !== 'equal') && flow !== null)) {
    const said = chunks.filter((chunk) => chunk.flow === result.flow)
    result.isTcpflows = await isAsTcpflow(capture, flows[result.flow], said)
  }
  return results
}

/** @returns streams of `captures`, or of the part that every test run holds, with how each compares. */
async function compareStreams(captures, program, isSampled, wanted) {
  const rows = jsonLines(readFileSync(join(captures, 'oracle', 'tshark-streams.jsonl'), 'utf8'))
  const files = new Map(rows.map(({ file }) => [file, []]))
  for (const row of rows) files.get(row.file).push(row)
  const spoken = [...files]
    .map(([file, all]) => [file, all.filter(({ payload }) => payload.ab + payload.ba > 0)])
    .filter(([file, some]) => some.length > 0 && (wanted.length === 0 || wanted.includes(file)))
  const left = isSampled ? sampleOf(spoken, ([, streams]) => streams.length) : spoken
  const results = []
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      results.push(...(await compareFile(captures, next[0], next[1], program)))
  }
  await Promise.all(Array.from({ length: JOBS }, work))
  return results
}

/**
 * One test: LEAST percent of the streams are equal, byte for byte and turn by turn. Of a part, where one stream weighs
 * more, those whose order or beginning alone differs count too.
 */
export async function followCounts(folder, { program = OWN, isShown, isSampled, files = [] }) {
  const captures = join(folder, 'captures')
  if (!existsSync(join(captures, 'oracle', 'tshark-streams.jsonl'))) return { passed: 0, failed: 1 }
  const results = await compareStreams(captures, program, isSampled, files)
  const counted = (how) => results.filter((result) => result.how === how).length
  const equal = counted('equal')
  const right = isSampled ? results.length - counted('different') : equal
  const share = (100 * right) / (results.length || 1)
  const isEnough = results.length > 0 && share >= LEAST
  const others = ['other turns', 'tshark lacks the beginning', 'different']
  const but = others.map((how) => `${counted(how)} ${how}`).join(', ')
  const more = results.filter(({ isMore }) => isMore)
  const asTcpflow = (list) => list.filter(({ isTcpflows }) => isTcpflows).length
  console.log(`followed streams as tshark's: ${equal} of ${results.length} (${share.toFixed(2)} % count); ${but}`)
  console.log(`of the others as tcpflow has them: ${asTcpflow(results.filter(({ how }) => how !== 'equal'))}`)
  console.log(`data after a gap at the end, which nobody acknowledged: ${more.length}, ${asTcpflow(more)} as tcpflow's`)
  if (isShown || !isEnough)
    for (const { file, stream, flow, how, isTcpflows } of results)
      if (how !== 'equal')
        console.log(`${how}${isTcpflows ? ', as tcpflow has it' : ''}: ${file}, stream ${stream}, flow ${flow}`)
  return { passed: isEnough ? 1 : 0, failed: isEnough ? 0 : 1 }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    options: { program: { type: 'string' }, show: { type: 'boolean' } },
    allowPositionals: true,
  })
  const { program, show: isShown } = values
  const [folder = join(root, '..', 'shared'), ...files] = positionals
  const { failed } = await followCounts(folder, { program, isShown, files })
  process.exit(failed)
}
