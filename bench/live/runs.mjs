// The measured runs of a live capture.
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { packetTimes, share, waits } from './packetTimes.mjs'
import { Capture, Follower, runPeer } from './programs.mjs'

const SETTLE_MS = 700
const LOOK_MS = 1
const TICKS_PER_SECOND = 100
/** After so many steps that brought no higher rate, the sender is the limit. */
const VAIN_STEPS = 3
const wallMs = () => performance.timeOrigin + performance.now()

/** CPU seconds of a process and those that it runs now, and resident bytes of it alone. */
function usage(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  const own = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpu: children.reduce((sum, child) => sum + usage(child).cpu, own), bytes: Number(resident) * 1024 }
}

/**
 * Captures with the engine following while `rate` packets a second are sent.
 * @param live connections at the same time; when given, lags are measured
 * @param isCompared the saved file is read again, and its flows compared
 */
export async function followed(
  { root, network, folder, program },
  engine,
  rate,
  seconds,
  live = null,
  isCompared = false,
) {
  const file = join(folder, `${engine}.pcapng`)
  const capture = new Capture(root, network)
  await capture.start(engine, file)
  const follower = new Follower(root, program, file)
  await pause(SETTLE_MS)
  const before = { capture: usage(capture.pid), engine: usage(follower.pid), ms: wallMs() }
  const sizes = []
  // Looking a thousand times a second costs too much of two busy cores.
  const looks = live === null ? null : setInterval(() => sizes.push([wallMs(), statSync(file).size]), LOOK_MS)
  const sent = await network.send(rate, seconds, live ?? undefined)
  const after = { capture: usage(capture.pid), engine: usage(follower.pid), ms: wallMs() }
  await pause(SETTLE_MS)
  clearInterval(looks)
  const kept = await capture.stop()
  const told = await follower.end(isCompared)
  await capture.end()
  const packets = live === null ? [] : packetTimes(file)
  rmSync(file)
  const wall = (after.ms - before.ms) / 1000
  return {
    sent,
    kept,
    told,
    captureShare: (after.capture.cpu - before.capture.cpu) / wall,
    engineShare: (after.engine.cpu - before.engine.cpu) / wall,
    grownBytes: told.rssBytes - before.engine.bytes,
    toFile: waits(packets, sizes, ({ end }) => end),
    toProgress: waits(packets, told.progress, (_, index) => index + 1),
  }
}

export const middleAndTail = (sorted) => [share(sorted, 0.5), share(sorted, 0.95)]

/** A peer alone, into a file. @returns what was sent, and how many packets it kept. */
export async function peer({ network, folder }, { command, kept }, rate, seconds) {
  const file = join(folder, 'peer.pcap')
  const end = runPeer(network, command(file))
  await pause(SETTLE_MS)
  const sent = await network.send(rate, seconds)
  await pause(SETTLE_MS)
  const words = await end()
  rmSync(file, { force: true })
  return { sent, kept: { packets: Number(kept.exec(words)?.[1] ?? 0) } }
}

/**
 * Raises the rate until packets are lost twice at the same, or the sender can't.
 * @returns {Promise<{best: number, lost: {rate: number, share: number} | null}>} packets a second that were reached
 */
export async function highestRate(rates, run) {
  let best = 0
  let vain = 0
  for (const rate of rates) {
    let outcome = await run(rate)
    if (outcome.kept.packets < outcome.sent.packets) outcome = await run(rate)
    const { sent, kept } = outcome
    if (kept.packets < sent.packets) return { best, lost: { rate: sent.rate, share: 1 - kept.packets / sent.packets } }
    vain = sent.rate > best ? 0 : vain + 1
    best = Math.max(best, sent.rate)
    if (vain === VAIN_STEPS) break
  }
  return { best, lost: null }
}
