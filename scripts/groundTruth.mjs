// Holds the command line against captures whose making is known: a generator writes 200,000 packets of 25 scenarios and,
// beside them, what happened in each connection. See oracle.mjs for where it lives.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './command.mjs'

const SEEDS = [7, 20_260_101, 4_000_000_011]
const PACKETS = 200_000
const SIDES = ['client', 'server']

/** Scenario -> the verdicts that are right for it. Flows that only sit idle may wait for an answer that never came. */
const RIGHT = {
  normal4: ['ok closed-normally'],
  fin3: ['ok closed-normally'],
  'half-close': ['ok closed-normally'],
  'simultaneous-open': ['ok closed-normally'],
  'simultaneous-close': ['ok closed-normally'],
  'syn-timeout': ['stuck syn-unanswered'],
  'syn-retransmitted': ['ok closed-normally'],
  'syn-rst': ['warning syn-refused'],
  'half-open': ['stuck syn-ack-unanswered'],
  'synack-retransmitted': ['ok closed-normally'],
  'rst-client': ['warning reset-by-client'],
  'rst-server': ['warning reset-by-server'],
  'rst-after-fin': ['note reset-by-client', 'note reset-by-server'],
  'last-ack-lost': ['ok closed-normally'],
  'fin-unanswered': ['stuck fin-unanswered'],
  'last-ack-stuck': ['stuck last-ack-missing'],
  'zero-window': ['note zero-window'],
  'keep-alive': ['ok open', 'note sender-silent'],
  retransmission: ['ok closed-normally'],
  'out-of-order': ['ok closed-normally'],
  'close-wait': ['stuck server-not-closing'],
  'fin-wait-2': ['stuck client-not-closing'],
  idle: ['ok open', 'note sender-silent'],
  midstream: ['ok closed-normally', 'note mid-stream'],
  'port-reuse': ['ok closed-normally', 'note time-wait-reuse'],
}
const TROUBLE = ['stuck', 'warning']
/** The generator's names of states that differ from ours; NONE: the endpoint never sent anything. */
const STATES = { SYN_RECEIVED: 'SYN_RCVD' }

const sum = ({ client, server }) => client + server
const both = (value) => SIDES.map(value)

/** Wireshark names the SYN,ACKs of a simultaneous open retransmissions, and so do we. */
const crossedSyns = (scenario) => (scenario === 'simultaneous-open' ? 2 : 0)

/** Each a claim about one flow: what the truth says, and what we say. Nanoseconds are rounded to the truth's µs. */
const CLAIMS = {
  states: (truth, flow) =>
    both((side) => {
      const want = truth.finalState[side]
      return want === 'NONE' ? ['', ''] : [STATES[want] ?? want, flow.state[side]]
    }),
  packets: (truth, flow) => both((side) => [truth.packets[side], flow.segments[side]]),
  bytes: (truth, flow) => both((side) => [truth.bytes[side], flow.bytes[side]]),
  'who closed': (truth, { close }) =>
    truth.resetBy ? [] : [[truth.closedFirst, close.kind === 'fin' ? close.by : null]],
  'who reset': (truth, { close }) => [[truth.resetBy, close.kind === 'reset' ? close.by : null]],
  handshake: (truth, { handshake }) => [[truth.handshake === 'complete', handshake.complete]],
  'handshake round trip': (truth, { handshake }) =>
    truth.handshake === 'complete' && truth.irttUs !== null ? [[truth.irttUs, Math.round(handshake.rtt * 1e6)]] : [],
  'repeated SYNs': (truth, { handshake }) => [
    [truth.retransmissions.client.syn, handshake.synRetransmissions],
    [truth.retransmissions.server.syn, handshake.synAckRetransmissions],
  ],
  // Whether what fills a hole was sent again or overtaken is Wireshark's guess by time, which we keep: the sum is exact.
  'repeats and overtaken': (truth, { analysis }) => {
    const repeats = SIDES.flatMap((side) => Object.values(truth.retransmissions[side]))
    const want = repeats.reduce((all, one) => all + one, 0) + sum(truth.lostBeforeCapture) + sum(truth.outOfOrder)
    const have = (analysis.retransmission ?? 0) + (analysis.out_of_order ?? 0)
    return [[want + crossedSyns(truth.scenario), have]]
  },
  'retransmitted segments, each side': (truth, flow) =>
    both((side) => [
      Object.values(truth.retransmissions[side]).reduce((all, one) => all + one, 0),
      flow.retransmitted[side],
    ]),
  'late segments, each side': (truth, flow) =>
    both((side) => [truth.lostBeforeCapture[side] + truth.outOfOrder[side], flow.late[side]]),
  'duplicate ACKs': (truth, { analysis }) => [[sum(truth.dupAcks), analysis.duplicate_ack ?? 0]],
  'zero windows': (truth, { analysis }) => [[sum(truth.zeroWindows), analysis.zero_window ?? 0]],
  'window updates': (truth, { analysis }) => [[sum(truth.windowUpdates), analysis.window_update ?? 0]],
  // A probe without data, SND.UNA - 1, is a keep-alive to Wireshark and to us.
  probes: (truth, { analysis }) => [
    [
      sum(truth.zeroWindowProbes) + sum(truth.keepAlives),
      (analysis.zero_window_probe ?? 0) + (analysis.keep_alive ?? 0),
    ],
  ],
  verdict: (truth, { verdict }) => {
    const have = `${verdict.severity} ${verdict.id}`
    return [[RIGHT[truth.scenario]?.includes(have) ? have : RIGHT[truth.scenario], have]]
  },
  'no trouble on healthy flows': (truth, { verdict }) => {
    const isHealthy = !RIGHT[truth.scenario]?.some((right) => TROUBLE.includes(right.split(' ')[0]))
    return isHealthy ? [[false, TROUBLE.includes(verdict.severity)]] : []
  },
}

const linesOf = (text) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** @throws where it ends with another status than 0. */
const program = async (file, ...args) =>
  (await promisify(execFile)(process.execPath, [file, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 })).stdout

async function compareSeed(generator, folder, seed, figures) {
  const capture = join(folder, `${seed}.pcapng`)
  const truthFile = join(folder, `${seed}.jsonl`)
  const asked = ['--packets', String(PACKETS), '--seed', String(seed)]
  await program(generator, '--out', capture, '--truth', truthFile, '--quiet', ...asked)
  const cli = join(root, 'out', 'cli', 'index.js')
  const flows = linesOf(await program(cli, 'flows', '--format', 'json', '--quiet', capture))
  rmSync(capture)
  const byFirstFrame = new Map(flows.map((flow) => [flow.frames.first, flow]))
  const truths = linesOf(readFileSync(truthFile, 'utf8')).filter(({ type }) => type === 'flow')
  for (const truth of truths) {
    const flow = byFirstFrame.get(truth.firstFrame)
    for (const [name, claim] of Object.entries(CLAIMS)) {
      const wrong = flow ? claim(truth, flow).find(([want, have]) => want !== have) : ['a flow', 'none']
      const figure = figures[name]
      figure.of += 1
      if (wrong === undefined) continue
      figure.wrong += 1
      if (figure.wrong <= 3)
        console.error(
          `  seed ${seed} ${truth.scenario} stream ${truth.stream}, ${name}: ${wrong[0]}, we say ${wrong[1]}`,
        )
    }
  }
}

/** Each claim must hold for every flow of every seed; `folder` holds tools/make-capture.mjs. */
export async function groundTruthCounts(folder) {
  const figures = Object.fromEntries(Object.keys(CLAIMS).map((name) => [name, { of: 0, wrong: 0 }]))
  const scratch = mkdtempSync(join(tmpdir(), 'lastack-truth-'))
  try {
    const generator = join(folder, 'tools', 'make-capture.mjs')
    await Promise.all(SEEDS.map((seed) => compareSeed(generator, scratch, seed, figures)))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  for (const [name, { of, wrong }] of Object.entries(figures))
    console.log(`${name.padEnd(38)}${String(of - wrong).padStart(7)}  of ${of} flows`)
  const failed = Object.values(figures).filter(({ of, wrong }) => wrong > 0 || of === 0).length
  return { passed: Object.keys(figures).length - failed, failed }
}
