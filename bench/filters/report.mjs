// The part of docs/benchmarks.md about display filters, without its heading.
import os from 'node:os'
import { median } from '../measure.mjs'

const TARGET_MS = 250
const KINDS = {
  columns: "the core's columns, or the flow",
  flows: 'a flow told from its beginning',
  packets: 'packets read back from the file',
}
const milliseconds = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US')} ms`

function row(kind, told) {
  const own = told.filter((one) => one.kind === kind)
  const slowest = own.reduce((one, other) => (other.cpu > one.cpu ? other : one))
  const [wall, cpu] = ['wall', 'cpu'].map((what) => milliseconds(median(own.map((one) => one[what]))))
  const within = own.filter((one) => one.cpu <= TARGET_MS).length
  const name = `\`${slowest.filter.replaceAll('|', '\\|')}\``
  return `| ${KINDS[kind]} | ${own.length} | ${wall} | ${cpu} | ${within} | ${milliseconds(slowest.cpu)}: ${name} |`
}

/** @param told what was measured of each filter. */
export function filterReport({ told, rounds, segments }) {
  const kinds = Object.keys(KINDS).filter((kind) => told.some((one) => one.kind === kind))
  return `Written by \`npm run bench -- filters\`: don't edit. The filters of scripts/filterCorpus.mjs over a capture of
${segments.toLocaleString('en-US')} segments in 40,000 flows, one thread, each over all segments. ${rounds === 1 ? 'One round' : `Medians of ${rounds} rounds`}. Of those that
read packets every tenth runs for a second, and is told for all segments by the part that it came through: in a filter
they read what its other parts leave, and the window shows how far they are. CPU is the process's own: where other programs run, read that. Load of the
machine at the end: ${os.loadavg()[0].toFixed(1)}.

| what is asked | filters | median wall | median CPU | within ${TARGET_MS} ms of CPU | slowest, CPU |
| --- | --- | --- | --- | --- | --- |
${kinds.map((kind) => row(kind, told)).join('\n')}
`
}
