// `npm run bench -- live`: what live capture costs, loses and lags, on loopback of a namespace of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import os, { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildFollower, CAPTURING_PEERS, Network } from './programs.mjs'
import { liveReport } from './report.mjs'
import { followed, highestRate, peer } from './runs.mjs'

const HELP = `usage: npm run bench -- live [options]

  --seconds N      of the long run at 200,000 packets a second (default 20)
  --rate-seconds N of each step of the search for the highest rate (default 5)
  --engines LIST   default dumpcap,cap
  --out FILE       where the tables go (default docs/benchmarks.md)

Needs Linux, root, iproute2, a C compiler, and the engines.
`
const LONG_RATE = 200_000
/** Packets a second, seconds, connections at the same time. */
const LAG_RUNS = [
  [50, 12, 10],
  [5000, 6, 200],
  [50_000, 5, 1000],
]
const RATES = Array.from({ length: 13 }, (_, step) => 150_000 + step * 50_000)

function options(args) {
  const text = { type: 'string' }
  const names = { seconds: text, 'rate-seconds': text, engines: text, out: text, help: { type: 'boolean' } }
  const { values } = parseArgs({ args, options: names })
  const [seconds, rateSeconds] = [Number(values.seconds ?? 20), Number(values['rate-seconds'] ?? 5)]
  if (values.help || !(seconds > 0) || !(rateSeconds > 0)) {
    console.error(HELP)
    process.exit(values.help ? 0 : 2)
  }
  return { seconds, rateSeconds, engines: (values.engines ?? 'dumpcap,cap').split(','), out: values.out }
}

async function measureEngine(place, engine, { seconds, rateSeconds }) {
  const lags = []
  for (const [rate, lasts, live] of LAG_RUNS) {
    const { toFile, toProgress } = await followed(place, engine, rate, lasts, live)
    lags.push({ rate, toFile, toProgress })
    console.error(`${engine}: lag at ${rate} packets a second measured`)
  }
  const long = await followed(place, engine, LONG_RATE, seconds, null, true)
  console.error(`${engine}: kept ${long.kept.packets} of ${long.sent.packets}, ${long.told.differing} flows differ`)
  const highest = await highestRate(RATES, async (rate) => {
    const outcome = await followed(place, engine, rate, rateSeconds)
    console.error(
      `${engine}: offered ${rate}, reached ${Math.round(outcome.sent.rate)}, kept ${outcome.kept.packets} of ${outcome.sent.packets}`,
    )
    return outcome
  })
  return { engine, lags, long, highest }
}

async function measurePeer(place, one, { rateSeconds }) {
  const highest = await highestRate(RATES, (rate) => peer(place, one, rate, rateSeconds))
  console.error(`${one.name}: ${Math.round(highest.best)}`)
  return { name: one.name, highest }
}

/** @returns {Promise<{text: string, out: string | undefined}>} the tables. */
export async function benchLive(root, args) {
  const chosen = options(args)
  const program = await buildFollower(root)
  const folder = mkdtempSync(join(tmpdir(), 'lastack-bench-'))
  const network = new Network(root, folder)
  const place = { root, folder, network, program }
  const load = os.loadavg()[0]
  try {
    const engines = []
    for (const engine of chosen.engines) engines.push(await measureEngine(place, engine, chosen))
    const peers = []
    for (const one of CAPTURING_PEERS) peers.push(await measurePeer(place, one, chosen))
    return { text: liveReport({ ...chosen, engines, peers, load, longRate: LONG_RATE }), out: chosen.out }
  } finally {
    network.close()
    rmSync(folder, { recursive: true })
  }
}
