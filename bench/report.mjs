import os from 'node:os'
import { median } from './measure.mjs'

const seconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`
const count = (value) => value.toLocaleString('en-US')

function line(name, runs, ours) {
  const wall = runs.map((run) => run.wall)
  const middle = median(wall)
  const user = median(runs.map((run) => run.user))
  const peak = Math.round(median(runs.map((run) => run.peakMib)))
  const range = runs.length > 1 ? `${seconds(Math.min(...wall))} to ${seconds(Math.max(...wall))}` : 'one run'
  const ratio = ours === null ? '–' : `${(middle / ours).toFixed(2)} ×`
  const memory = peak === 0 ? '–' : `${count(peak)} MiB`
  return `| ${name} | ${seconds(middle)} | ${range} | ${seconds(user)} | ${memory} | ${ratio} |`
}

/** A table of one capture: medians of the runs of each row, and the wall time as a multiple of Lastack's. */
function table({ title, bytes, results }) {
  const lastack = results[0]?.runs ?? []
  const ours = lastack.length > 0 && results[0].failure === null ? median(lastack.map((run) => run.wall)) : null
  const lines = results.map(({ name, runs, failure }) =>
    failure === null ? line(name, runs, ours) : `| ${name} | ${failure} | | | | |`,
  )
  return [
    `## ${title}`,
    '',
    `${count(Math.round(bytes / 1e6))} MB.`,
    '',
    '| program | wall | from, to | user CPU | peak memory | wall against Lastack |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}

const TITLES = { saved: 'Saved captures', filters: 'Display filters', live: 'Live capture', window: 'Window' }

/** What was measured where and with what. */
export function heading({ part, versions, date }) {
  const cpus = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  return `# ${TITLES[part]}

- Date: ${date}
- Machine: ${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, ${os.type()} ${os.release()}
- Versions: ${versions.join('; ')}
`
}

/** The part of docs/benchmarks.md about saved captures, without its heading. */
export function report({ captures, runs }) {
  return `Written by \`npm run bench\`: don't edit. Every row is the whole process, start included, its output thrown away. In
each of ${runs} rounds all programs run one after the other, and the file is read once before each, so that all find it
in memory; a program that needs more than 20 s runs once. Times are medians. Peak memory is what the kernel counted
(VmHWM), looked at every 5 ms: of programs that end sooner it says little.

${captures.map(table).join('\n')}`
}
