// The programs of a run: the sender in a namespace of its own, Lastack's two processes, and the peers.
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

/** Reading millions of packets again, on a busy machine, takes minutes. */
const ENDING_MS = 600_000

/** Bundles the engine's process. @returns its path. */
export async function buildFollower(root) {
  const outDir = join(root, 'out', 'bench')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: 'bench/live/follower.ts', outDir, target: 'node20', minify: false },
  })
  return join(outDir, 'follower.js')
}

/** A namespace whose loopback nobody else uses. */
export class Network {
  name = `lastack-${process.pid}-bench`

  constructor(root, folder) {
    this.sender = join(folder, 'flows')
    execFileSync('cc', ['-O2', '-o', this.sender, join(root, 'e2e', 'namespaces', 'flows.c')])
    execFileSync('ip', ['netns', 'add', this.name])
    execFileSync('ip', ['-n', this.name, 'link', 'set', 'lo', 'up'])
  }

  spawn(command, stdio) {
    const [program, ...args] = command
    return spawn('ip', ['netns', 'exec', this.name, program, ...args], { stdio })
  }

  /** Plays connections. @returns packets sent, flows, packets a second that were reached. */
  async send(rate, seconds, live = 1000) {
    const words = [this.sender, 'lo', rate, rate * seconds, 40, live]
    const child = this.spawn(words.map(String), ['ignore', 'pipe', 'inherit'])
    const [, packets, flows, took] = /^sent (\d+) of (\d+) flows in ([\d.]+) s/.exec(await outputOf(child)) ?? []
    return { packets: Number(packets), flows: Number(flows), rate: Number(packets) / Number(took) }
  }

  close() {
    execFileSync('ip', ['netns', 'del', this.name])
  }
}

/** Lastack's capture process on loopback. */
export class Capture {
  constructor(root, network) {
    this.child = network.spawn(
      [process.execPath, join(root, 'out', 'capture', 'index.cjs')],
      ['pipe', 'pipe', 'inherit'],
    )
    this.events = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]()
  }

  /** `ip netns exec` becomes the program that it runs. */
  get pid() {
    return this.child.pid
  }

  async start(engine, file) {
    const settings = { interfaces: ['lo'], filter: '', snapLength: 262_144, isPromiscuous: false, ring: null, engine }
    this.tell({ command: 'start', settings, file, keepFreeBytes: 0 })
    const { event, message } = await this.hear('started', 'refused')
    if (event === 'refused') throw new Error(message)
  }

  /** @returns the last counts. */
  stop() {
    this.tell({ command: 'stop' })
    return this.hear('stopped')
  }

  async end() {
    this.child.stdin.end()
    await ended(this.child)
  }

  tell(command) {
    this.child.stdin.write(`${JSON.stringify(command)}\n`)
  }

  async hear(...names) {
    for (;;) {
      const { value, done } = await this.events.next()
      if (done) throw new Error('The capture process ended.')
      const event = JSON.parse(value)
      if (names.includes(event.event)) return event
    }
  }
}

/** The engine's process, following `file`. */
export class Follower {
  constructor(root, program, file) {
    const args = [program, join(root, 'out', 'core', 'core.wasm'), file]
    this.child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.said = outputOf(this.child)
  }

  get pid() {
    return this.child.pid
  }

  /** @returns what the file's follower has to say. */
  async end(isCompared) {
    this.child.stdin.write(isCompared ? 'compare\n' : 'end\n')
    return JSON.parse(await this.said)
  }
}

/** Programs that only capture: what each is run as, and where it says how many packets it kept. */
export const CAPTURING_PEERS = [
  {
    name: 'tcpdump -w',
    command: (file) => ['tcpdump', '-n', '-p', '-Z', 'root', '-B', '131072', '-i', 'lo', '-w', file],
    kept: /(\d+) packets? captured/,
  },
  {
    name: 'dumpcap -w',
    command: (file) => ['dumpcap', '-n', '-p', '-B', '128', '-i', 'lo', '-w', file],
    kept: /Packets captured: (\d+)/,
  },
]

/** Runs a program until it is interrupted. @returns a function that does that and gives its words. */
export function runPeer(network, command) {
  const child = network.spawn(command, ['ignore', 'ignore', 'pipe'])
  const words = outputOf(child, child.stderr)
  return async () => {
    child.kill('SIGINT')
    return words
  }
}

async function outputOf(child, stream = child.stdout) {
  let text = ''
  stream.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  await ended(child)
  return text
}

function ended(child) {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => child.kill('SIGKILL'), ENDING_MS)
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(patience)
      resolve()
    })
  })
}
