// Holds service and name of every flow against tshark: where a stream has a `tls.handshake.extensions_server_name` or a
// `http.host`, the flow's name must be the first of them (without port, letters of either case), and its service TLS or
// HTTP; where tshark dissects a protocol that this program tells too, the flow's service must be one that tshark saw. The
// other way, where we tell a service tshark may be without it. The captures lie in a folder of their own; see oracle.mjs.
// Every test run holds a part of them; by itself it holds all:
//   node scripts/namePeers.mjs [DIR [FILE…]]
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { root } from './command.mjs'
import { capturesOf } from './sample.mjs'

const REPORT = join(root, 'out', 'reports', 'names.json')
const PROGRAM = join(root, 'out', 'cli', 'index.js')
/** Least share of flows, in percent, for each figure. */
const LEAST = {
  names: 99,
  'services with a name': 99,
  'names that tshark has too': 90,
  // tshark tells many by their port alone, and leaves others out at ports that it doesn't know: docs/differences.md.
  services: 90,
  'services that tshark has too': 90,
}
/** One of so many captures is held by every test run. */
const PART = 8
const JOBS = 2
const OUTPUT_AT_MOST = 1 << 30
const READS = ['ok', 'partial']
const VALUE_END = '\x1f'
const run = promisify(execFile)

/** What tshark's layers are called here; layers that several of our services may be. */
const SERVICES = new Map([
  ['tls', ['tls']],
  ['http', ['http']],
  ['http2', ['http2']],
  ['websocket', ['websocket']],
  ['ssh', ['ssh']],
  ['smtp', ['smtp']],
  ['ftp', ['ftp']],
  ['imap', ['imap']],
  ['pop', ['pop3']],
  ['dns', ['dns']],
  ['mysql', ['mysql']],
  ['pgsql', ['postgresql']],
  ['resp', ['redis']],
  ['mongo', ['mongodb']],
  ['kafka', ['kafka']],
  ['amqp', ['amqp']],
  ['mqtt', ['mqtt']],
  ['cql', ['cassandra']],
  ['memcache', ['memcached']],
  ['tds', ['tds']],
  ['rdp', ['rdp']],
  ['smb', ['smb']],
  ['smb2', ['smb']],
  ['ldap', ['ldap']],
  ['rtsp', ['rtsp']],
  ['sip', ['sip']],
  ['xmpp', ['xmpp']],
  ['telnet', ['telnet']],
  ['bgp', ['bgp']],
  ['bittorrent', ['bittorrent']],
])

async function output(program, args) {
  // tshark ends with 2 where a capture is cut short, and we with 1: what was printed counts.
  const answer = await run(program, args, { maxBuffer: OUTPUT_AT_MOST, encoding: 'utf8' }).catch((error) => error)
  return answer.stdout ?? ''
}

const withoutPort = (host) => host.replace(/(?<=.):\d*$/, '').toLowerCase()

/** tshark's streams: where they begin, what names and services they have. */
async function tsharkStreams(path) {
  const fields = ['frame.number', 'tcp.stream', 'tcp.srcport', 'tcp.dstport', 'frame.protocols']
  const names = ['tls.handshake.extensions_server_name', 'http.host']
  const args = ['-n', '-r', path, '-Y', 'tcp', '-T', 'fields', '-E', 'occurrence=a', '-E', `aggregator=${VALUE_END}`]
  for (const field of [...fields, ...names]) args.push('-e', field)
  const streams = new Map()
  for (const line of (await output('tshark', args)).split('\n')) {
    const cells = line.split('\t').map((cell) => cell.split(VALUE_END))
    // Several streams in one frame: what lies above them can't be told apart.
    if (cells.length < fields.length || cells[1].length !== 1 || cells[1][0] === '') continue
    const [[frame], [number], [source], [destination], [layers], sni, host] = cells
    const stream = streams.get(number) ?? {
      frame: Number(frame),
      ports: [Number(source), Number(destination)].sort().join(),
      sni: '',
      host: '',
      services: new Set(),
    }
    streams.set(number, stream)
    stream.sni ||= (sni?.[0] ?? '').toLowerCase()
    stream.host ||= withoutPort(host?.[0] ?? '')
    const above = layers.slice(layers.lastIndexOf(':tcp')).split(':')
    for (const layer of above) for (const service of SERVICES.get(layer) ?? []) stream.services.add(service)
  }
  return [...streams.values()]
}

async function ownFlows(path) {
  const text = await output(process.execPath, [PROGRAM, 'flows', path, '--format', 'json', '--quiet'])
  const flows = new Map()
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue
    const flow = JSON.parse(line)
    flows.set(`${flow.frames.first} ${[flow.client.port, flow.server.port].sort().join()}`, flow)
  }
  return flows
}

const NONE = { protocol: null, name: null }
/** What is known by DNS alone is no name that the stream tells. */
const toldName = ({ name, nameFrom }) => (nameFrom === 'dns' ? null : name)

class Figures {
  rows = new Map(
    Object.entries(LEAST).map(([figure, least]) => [figure, { figure, right: 0, of: 0, least, where: [] }]),
  )

  add(figure, isRight, where) {
    const row = this.rows.get(figure)
    row.of += 1
    if (isRight) row.right += 1
    else row.where.push(where)
  }
}

function compareStream(figures, file, { frame, sni, host, services }, { flow, service }) {
  const { protocol } = service
  const name = toldName(service)
  const where = { file, flow, frame, here: [protocol, name], there: [[...services].join(), sni || host] }
  const wanted = [sni, host].filter((one) => one !== '')
  if (wanted.length > 0) {
    figures.add('names', wanted.includes(name?.toLowerCase()), where)
    figures.add('services with a name', services.has(protocol), where)
  }
  if (name !== null) figures.add('names that tshark has too', wanted.includes(name.toLowerCase()), where)
  if (services.size > 0) figures.add('services', services.has(protocol), where)
  if (protocol !== null) figures.add('services that tshark has too', services.has(protocol), where)
}

async function compareFile(figures, folder, file) {
  const path = join(folder, 'captures', file)
  const [streams, flows] = [await tsharkStreams(path), await ownFlows(path)]
  for (const stream of streams) {
    const flow = flows.get(`${stream.frame} ${stream.ports}`)
    if (flow !== undefined) compareStream(figures, file, stream, { flow: flow.flow, service: flow.service ?? NONE })
  }
}

/** Compares all flows of the captures. Writes what differs to the report. */
async function compareNames(folder, wanted) {
  const figures = new Figures()
  const left = [...wanted]
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) await compareFile(figures, folder, file)
  }
  await Promise.all(Array.from({ length: JOBS }, work))
  const rows = [...figures.rows.values()]
  mkdirSync(dirname(REPORT), { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify(rows, null, 1)}\n`)
  return rows
}

/** Each figure is a test. */
function judged(rows) {
  let failed = 0
  for (const { figure, right, of, least } of rows) {
    const isEnough = of > 0 && right * 100 >= least * of
    if (!isEnough) failed += 1
    const share = ((100 * right) / (of || 1)).toFixed(2)
    console.log(`${figure}: ${right} of ${of} flows (${share} %${isEnough ? '' : `, at least ${least} % are wanted`})`)
  }
  return { passed: rows.length - failed, failed }
}

/** The part of the captures that every test run holds. */
export const nameCounts = async (folder) => judged(await compareNames(folder, capturesOf(folder, READS, PART)))

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = join(root, '..', 'shared'), ...files] = process.argv.slice(2)
  const rows = await compareNames(folder, files.length > 0 ? files : capturesOf(folder, READS))
  for (const { figure, where } of rows)
    for (const { file, flow, here, there } of where)
      console.log(`${figure}: ${file}, flow ${flow}: ${here.join(' ')} | ${there.join(' ')}`)
  process.exit(judged(rows).failed > 0 ? 1 : 0)
}
