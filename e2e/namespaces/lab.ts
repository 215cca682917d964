/** Two hosts and a path between them, in network namespaces of their own; needs root, iproute2, tcpdump and a C compiler. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const CLIENT = '10.77.0.1'
const SERVER = '10.77.0.2'
const PORT = '5001'
const CLIENT_PATIENCE_MS = 20_000
const STRAGGLERS_MS = 1200
const SETTLING_MS = 100
/** The kernel hands tcpdump what it captured a block at a time, the last one about a second later. */
const HANDING_OVER_MS = 1500

export interface LabRun {
  readonly clientCapture: string
  readonly serverCapture: string
  /** The forwarder's log. */
  readonly log: string
  /** What the two tcpdumps said at their end. */
  readonly captureWords: readonly string[]
}

export class Lab {
  readonly folder = mkdtempSync(join(tmpdir(), 'lastack-lab-'))
  private readonly client = new Namespace('client')
  private readonly middle = new Namespace('middle')
  private readonly server = new Namespace('server')
  private readonly children: ChildProcess[] = []

  /** @param isOffloaded hosts hand super-segments to their interfaces, as they do with most network cards. */
  constructor(isOffloaded: boolean) {
    try {
      this.connect(this.client, 'wire0', CLIENT, 'left', isOffloaded)
      this.connect(this.server, 'wire1', SERVER, 'right', isOffloaded)
      execFileSync('cc', ['-O1', '-o', join(this.folder, 'forwarder'), join(here, 'forwarder.c')], { stdio: 'inherit' })
    } catch (error) {
      this.close()
      throw error
    }
  }

  private connect(host: Namespace, wire: string, address: string, side: string, isOffloaded: boolean): void {
    const [near, far] = [this.middle.make(), host.make()]
    ip('link', 'add', wire, 'netns', far, 'type', 'veth', 'peer', 'name', side, 'netns', near)
    ip('-n', far, 'address', 'add', `${address}/24`, 'dev', wire)
    if (!isOffloaded) ip('-n', far, 'link', 'set', wire, 'gso_max_segs', '1')
    ip('-n', far, 'link', 'set', wire, 'up')
    ip('-n', near, 'link', 'set', side, 'up')
  }

  /** Sends the conversations of peer.mjs through a forwarder with this plan. */
  async run(plan: string): Promise<LabRun> {
    const [client, middle, server] = [this.client.make(), this.middle.make(), this.server.make()]
    const path = (name: string): string => join(this.folder, name)
    writeFileSync(path('plan'), plan)
    const forwarder = await this.start(middle, path('forwarder'), ['left', 'right', path('plan'), path('log')], /ready/)
    const captures = [
      await this.start(client, 'tcpdump', tcpdumpArguments('wire0', path('client.pcap')), /listening/),
      await this.start(server, 'tcpdump', tcpdumpArguments('wire1', path('server.pcap')), /listening/),
    ]
    const peer = join(here, 'peer.mjs')
    const listener = await this.start(server, process.execPath, [peer, 'server', PORT], /ready/)
    const talker = await this.start(client, process.execPath, [peer, 'client', SERVER, PORT], null)
    await ended(talker, CLIENT_PATIENCE_MS)
    // What is still under way arrives before the last word, which shows that both captures were still running.
    await pause(STRAGGLERS_MS)
    forwarder.kill('SIGUSR1')
    await pause(SETTLING_MS)
    await ended(await this.start(client, process.execPath, [peer, 'last', SERVER, PORT], null), CLIENT_PATIENCE_MS)
    await pause(HANDING_OVER_MS)
    const captureWords: string[] = []
    for (const capture of captures) captureWords.push(await this.end(capture, 'SIGINT'))
    await this.end(listener, 'SIGTERM')
    await this.end(forwarder, 'SIGTERM')
    return {
      clientCapture: path('client.pcap'),
      serverCapture: path('server.pcap'),
      log: path('log'),
      captureWords,
    }
  }

  close(): void {
    for (const child of this.children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    for (const namespace of [this.client, this.middle, this.server]) namespace.remove()
    rmSync(this.folder, { recursive: true })
  }

  /** Starts a program in a namespace and waits for the words that say it is ready. */
  private async start(name: string, program: string, args: string[], ready: RegExp | null): Promise<Said> {
    const child = spawn('ip', ['netns', 'exec', name, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }) as Said
    this.children.push(child)
    child.said = ''
    await new Promise<void>((resolve, reject) => {
      if (ready === null) resolve()
      const hear = (words: Buffer): void => {
        child.said += words.toString()
        if (ready?.test(child.said)) resolve()
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.on('error', reject)
      child.on('close', () => reject(new Error(`${program} ended: ${child.said}`)))
    })
    return child
  }

  private async end(child: Said, signal: NodeJS.Signals): Promise<string> {
    child.kill(signal)
    await ended(child, 5000)
    return child.said
  }
}

/** A network namespace of this process. */
class Namespace {
  private readonly name: string
  private isMade = false

  constructor(role: string) {
    this.name = `lastack-${process.pid}-${role}`
  }

  /** Makes it where it isn't there. @returns its name. */
  make(): string {
    if (!this.isMade) ip('netns', 'add', this.name)
    this.isMade = true
    return this.name
  }

  remove(): void {
    if (this.isMade) ip('netns', 'del', this.name)
    this.isMade = false
  }
}

/** A child process and its output so far. */
interface Said extends ChildProcess {
  said: string
}

const tcpdumpArguments = (device: string, file: string): string[] => [
  '-i',
  device,
  '-w',
  file,
  '-s',
  '0',
  '-U',
  '-B',
  '32768',
  '-Z',
  'root',
  '--time-stamp-precision=nano',
  'tcp',
]

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

function ended(child: Said, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`a process went on for ${patienceMs} ms: ${child.said}`)),
      patienceMs,
    )
    child.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
