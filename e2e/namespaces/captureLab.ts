/** A network namespace with the capture process in it, and packets to capture; needs root, iproute2 and a C compiler. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CaptureControl, type RunningEvent } from '../../src/captureControl/captureControl'
import { type CaptureEventNamed, type CaptureSettings, WHOLE_FRAMES } from '../../src/contracts/capture'

const here = fileURLToPath(new URL('.', import.meta.url))
const PROGRAM = join(here, '../../out/capture/index.cjs')
const LOOK_EVERY_MS = 20
const PACKET_BLOCK = 6
const SENDERS = ['burst', 'flows'] as const
type Sender = (typeof SENDERS)[number]

export interface Played {
  readonly packets: number
  readonly flows: number
  readonly seconds: number
}

let labs = 0

export class CaptureLab {
  readonly name = `lastack-${process.pid}-capture-${++labs}`
  readonly folder = mkdtempSync(join(tmpdir(), 'lastack-capture-'))
  readonly events: RunningEvent[] = []
  /** What onGone was told. */
  readonly gone: string[] = []
  readonly control = new CaptureControl(
    { executable: 'ip', args: ['netns', 'exec', this.name, process.execPath, PROGRAM] },
    { onEvent: (event) => this.events.push(event), onGone: (sentence) => this.gone.push(sentence) },
  )
  private mounted: string | null = null

  constructor() {
    this.ip('netns', 'add', this.name)
    this.ip('-n', this.name, 'link', 'set', 'lo', 'up')
    for (const program of SENDERS) {
      const [source, built] = [join(here, `${program}.c`), join(this.folder, program)]
      execFileSync('cc', ['-O2', '-o', built, source], { stdio: 'inherit' })
    }
  }

  ip(...args: string[]): void {
    execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  }

  /** A small disk. @returns its folder. */
  mountDisk(bytes: number): string {
    this.mounted = mkdtempSync(join(this.folder, 'disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'lastack', this.mounted])
    return this.mounted
  }

  /** Sends UDP packets on loopback, at `rate` a second. @returns how many were sent. */
  async send(rate: number, seconds: number, payloadBytes = 18): Promise<number> {
    const said = await this.run('burst', ['127.0.0.1', '9', rate, seconds, payloadBytes])
    return Number(/^sent (\d+)/.exec(said)?.[1])
  }

  /** Plays TCP connections of 54 to 94 bytes a frame on loopback, at `rate` packets a second, each to its end. */
  async sendFlows(rate: number, seconds: number): Promise<Played> {
    const said = await this.run('flows', ['lo', rate, rate * seconds])
    const [, packets, flows, took] = /^sent (\d+) of (\d+) flows in ([\d.]+) s/.exec(said) ?? []
    return { packets: Number(packets), flows: Number(flows), seconds: Number(took) }
  }

  /** The last event of this name, when it has come. */
  async event<Name extends RunningEvent['event']>(name: Name, patienceMs = 5000): Promise<CaptureEventNamed<Name>> {
    const isIt = (event: RunningEvent): boolean => event.event === name
    await until(() => this.events.some(isIt), patienceMs, `no ${name} event came`)
    return this.events.findLast(isIt) as CaptureEventNamed<Name>
  }

  /** Number of the dumpcap that the capture process runs. */
  dumpcapPid(): number {
    const rows = execFileSync('ps', ['--ppid', String(this.control.pid), '-o', 'pid=,comm='], { encoding: 'utf8' })
    return Number(/(\d+) dumpcap/.exec(rows)?.[1])
  }

  /** Numbers of what runs in the namespace. */
  processes(): string[] {
    const pids = execFileSync('ip', ['netns', 'pids', this.name], { encoding: 'utf8' })
    return pids.split('\n').filter((pid) => pid !== '')
  }

  private async run(program: Sender, args: readonly (string | number)[]): Promise<string> {
    const child = spawn('ip', ['netns', 'exec', this.name, join(this.folder, program), ...args.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (words: Buffer) => {
      said += words.toString()
    })
    await closed(child)
    return said
  }

  async close(): Promise<void> {
    await this.control.end()
    if (this.mounted !== null) execFileSync('umount', [this.mounted])
    this.ip('netns', 'del', this.name)
    rmSync(this.folder, { recursive: true })
  }
}

/** Everything on loopback by dumpcap into one file, but for what is given. */
export const settings = (given: Partial<CaptureSettings> = {}): CaptureSettings => ({
  interfaces: ['lo'],
  filter: '',
  snapLength: WHOLE_FRAMES,
  isPromiscuous: false,
  ring: null,
  engine: 'dumpcap',
  ...given,
})

/** Packets of a pcapng in little-endian order. @throws Error where it does not end with a whole block. */
export function packetsIn(file: string): number {
  const bytes = readFileSync(file)
  let packets = 0
  let at = 0
  while (at < bytes.length) {
    if (bytes.readUInt32LE(at) === PACKET_BLOCK) packets++
    const length = bytes.readUInt32LE(at + 4)
    if (at + length > bytes.length || bytes.readUInt32LE(at + length - 4) !== length)
      throw new Error(`${file} has a damaged block at byte ${at}`)
    at += length
  }
  return packets
}

/** Waits until `isSo`. @throws Error with `complaint` where it is not within the time. */
export async function until(isSo: () => boolean, patienceMs: number, complaint: string): Promise<void> {
  const end = Date.now() + patienceMs
  while (!isSo()) {
    if (Date.now() > end) throw new Error(complaint)
    await pause(LOOK_EVERY_MS)
  }
}

/** Runs; one that has ended and that nobody has asked about yet does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const closed = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.on('close', () => resolve()))
