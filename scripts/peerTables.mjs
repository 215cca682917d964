// What tcptrace, nDPI, Arkime and Suricata say of the same captures, held against the command line, as far as both say
// the same thing. The tables lie beside the captures; no threshold: the differences are explained in docs/differences.md.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './command.mjs'

const folder = process.argv[2] ?? join(root, '..', 'shared')
const shown = process.argv[3] ?? ''
const captures = join(folder, 'captures')
const rowsOf = (table) =>
  readFileSync(join(captures, 'oracle', `${table}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const known = new Map()
function flowsOf(file) {
  const kept = known.get(file)
  if (kept) return kept
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'out', 'cli', 'index.js'), 'flows', '--format', 'json', '--quiet', join(captures, file)],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  )
  const flows = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  known.set(file, flows)
  return flows
}

const endpoint = (address, port) => `${address} ${port}`
const isBetween = (flow, x, y) => {
  const client = endpoint(flow.client.address, flow.client.port)
  const server = endpoint(flow.server.address, flow.server.port)
  return (client === x && server === y) || (client === y && server === x)
}
/** Flows between the row's endpoints, each with the sides named as the row has them. */
function matching(row) {
  const a = endpoint(row.a, row.a_port)
  const b = endpoint(row.b, row.b_port)
  return flowsOf(row.file)
    .filter((flow) => isBetween(flow, a, b))
    .map((flow) => ({ flow, ab: endpoint(flow.client.address, flow.client.port) === a ? 'client' : 'server' }))
}
const other = (side) => (side === 'client' ? 'server' : 'client')
const sums = (flows, what) => ({
  ab: flows.reduce((sum, { flow, ab }) => sum + flow[what][ab], 0),
  ba: flows.reduce((sum, { flow, ab }) => sum + flow[what][other(ab)], 0),
})

const figures = new Map()
function compare(name, row, want, have) {
  const figure = figures.get(name) ?? { right: 0, of: 0 }
  figures.set(name, figure)
  figure.of += 1
  const isSame = JSON.stringify(want) === JSON.stringify(have)
  if (isSame) figure.right += 1
  else if (shown !== '' && name.includes(shown)) {
    console.log(
      name,
      row.file,
      endpoint(row.a, row.a_port),
      'theirs',
      JSON.stringify(want),
      'ours',
      JSON.stringify(have),
    )
  }
}
const pick = (row, key) => ({ ab: row.ab[key], ba: row.ba[key] })

// tcptrace tells incarnations apart too: the n-th connection of a 4-tuple is the n-th flow of it.
const nth = new Map()
for (const row of rowsOf('tcptrace')) {
  const key = [row.file, ...[endpoint(row.a, row.a_port), endpoint(row.b, row.b_port)].sort()].join(' ')
  const index = nth.get(key) ?? 0
  nth.set(key, index + 1)
  const flow = matching(row)[index]
  compare('tcptrace: connections found', row, true, flow !== undefined)
  if (!flow) continue
  compare('tcptrace: packets', row, pick(row, 'packets'), sums([flow], 'segments'))
  compare('tcptrace: data bytes', row, pick(row, 'data_bytes'), sums([flow], 'payload'))
  compare('tcptrace: unique bytes', row, pick(row, 'unique_bytes'), sums([flow], 'bytes'))
}
// nDPI keeps one flow for a reused 4-tuple.
for (const row of rowsOf('ndpi')) {
  const flows = matching(row)
  compare('nDPI: flows found', row, true, flows.length > 0)
  if (flows.length > 0) compare('nDPI: packets', row, row.packets, sums(flows, 'segments'))
}
// A record of Arkime that was split by size or time, or shares its 4-tuple with another, says something else.
const arkime = rowsOf('arkime')
const arkimeKey = (row) => `${row.file} ${[endpoint(row.a, row.a_port), endpoint(row.b, row.b_port)].sort()}`
for (const row of arkime) {
  if (row.segments > 1 || arkime.filter((one) => arkimeKey(one) === arkimeKey(row)).length > 1) continue
  const flows = matching(row)
  compare('Arkime: sessions found', row, true, flows.length > 0)
  if (flows.length > 0) compare('Arkime: packets', row, row.packets, sums(flows, 'segments'))
}
// Suricata's state of the whole flow against the states of both endpoints.
const OVER = ['CLOSED', 'TIME_WAIT']
const SURICATA = {
  syn_sent: ({ client }) => client === 'SYN_SENT',
  syn_recv: ({ server, client }) => server === 'SYN_RCVD' || client === 'SYN_RCVD',
  established: ({ client, server }) => client === 'ESTABLISHED' && server === 'ESTABLISHED',
  fin_wait1: (states) => Object.values(states).includes('FIN_WAIT_1'),
  fin_wait2: (states) => Object.values(states).includes('FIN_WAIT_2'),
  close_wait: (states) => Object.values(states).includes('CLOSE_WAIT'),
  last_ack: (states) => Object.values(states).includes('LAST_ACK'),
  time_wait: (states) => Object.values(states).includes('TIME_WAIT'),
  closing: (states) => Object.values(states).includes('CLOSING'),
  closed: ({ client, server }) => OVER.includes(client) && OVER.includes(server),
}
for (const row of rowsOf('suricata')) {
  const state = row.match['tcp.state']
  if (state === undefined || row.own_command || row.ips) continue
  const port = row.match.src_port ?? row.match.dest_port
  const flows = flowsOf(row.file).filter(
    ({ client, server }) => port === undefined || [client.port, server.port].includes(port),
  )
  const isSo = flows.some((flow) => SURICATA[state]?.(flow.state))
  const have = isSo ? state : flows.map(({ state: { client, server } }) => `${client}/${server}`).join(' ')
  compare('Suricata: TCP state', { ...row, a: '', a_port: '' }, state, have)
}
for (const [name, { right, of }] of figures) {
  console.log(`${name.padEnd(30)} ${((100 * right) / of).toFixed(2).padStart(7)} %  of ${of}`)
}
