import { middleAndTail } from './runs.mjs'

const count = (value) => Math.round(value).toLocaleString('en-US')
const ms = (value) => (value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`)
const percent = (value) => `${Math.round(value * 100)} %`
const mib = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

function lagTable(engines) {
  const rows = engines.flatMap(({ engine, lags }) =>
    lags.map(({ rate, toFile, toProgress }) => [
      engine,
      count(rate),
      ...[...middleAndTail(toFile), ...middleAndTail(toProgress)].map(ms),
    ]),
  )
  const heads = ['engine', 'packets a second', 'in the file: half', '95 %', 'told by the engine: half', '95 %']
  return table(heads, rows)
}

function longTable(engines) {
  const rows = engines.map(({ engine, long: { sent, kept, told, captureShare, engineShare, grownBytes } }) => [
    engine,
    count(sent.rate),
    count(sent.packets),
    `${count(sent.packets - kept.packets)} (${kept.dropped === null ? 'unknown' : count(kept.dropped)} told)`,
    `${count(told.flows)}, ${told.differing === 0 ? 'all the same' : `${count(told.differing)} differ`}`,
    percent(captureShare),
    percent(engineShare),
    `${mib(grownBytes)}, ${Math.round(grownBytes / kept.packets)} B a packet`,
    ms(told.behindMs),
  ])
  const lead = ['engine', 'reached, packets a second', 'packets sent', 'missing', 'flows against the saved file']
  return table([...lead, 'CPU: capture', 'CPU: engine', 'engine’s memory grew', 'read to the end after'], rows)
}

function rateTable(engines, peers) {
  const row = (name, { best, lost }) => [
    name,
    lost === null ? `≥ ${count(best)}: the sender’s limit` : count(best),
    lost === null ? '–' : `${(lost.share * 100).toFixed(2)} % at ${count(lost.rate)}`,
  ]
  const rows = [
    ...engines.map(({ engine, highest }) => row(`Lastack, ${engine}, engine following`, highest)),
    ...peers.map(({ name, highest }) => row(`${name}, nothing reading it`, highest)),
  ]
  return table(['program', 'highest rate without loss, packets a second', 'lost at the next step'], rows)
}

/** The part of docs/benchmarks.md about live capture, without its heading. */
export function liveReport({ engines, peers, load, longRate, seconds, rateSeconds }) {
  return `Written by \`npm run bench -- live\`: don't edit. Whole TCP connections of 54 to 94 bytes a frame are played onto the
loopback of a network namespace; sender, capture process and engine share the machine's cores. CPU is a share of one
core. Load of the machine before the run: ${load.toFixed(2)}.

How long after the kernel's time stamp a packet is in the session file, and in what the engine tells of the capture:

${lagTable(engines)}

${count(longRate)} packets a second offered for ${seconds} s, the engine following:

${longTable(engines)}

Rates raised in steps of 50,000, ${rateSeconds} s each; a rate that loses is tried twice. Kernel buffers of 128 MiB each. The
sender gets its share of the cores and no more, so a busy machine lowers the rate that is reached:

${rateTable(engines, peers)}
`
}
