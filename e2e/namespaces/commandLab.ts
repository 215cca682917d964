/** `lastack` as users run it, in a network namespace of its own, with real connections to capture. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { CaptureLab, until } from './captureLab'

const root = fileURLToPath(new URL('../..', import.meta.url))
const OUT = 'out/cli-live-test'
/** What root may do without any right: what a user without rights may. */
const WITHOUT_RIGHTS = ['setpriv', '--bounding-set=-all', '--inh-caps=-all']

export const buildCommandLine = (): Promise<unknown> =>
  build({
    root,
    configFile: join(root, 'vite.cli.config.ts'),
    logLevel: 'warn',
    build: { outDir: OUT, emptyOutDir: true },
  })

export interface Row {
  readonly [field: string]: unknown
}

/** A command that runs. */
export class Running {
  readonly rows: Row[] = []
  stderr = ''
  private readonly over: Promise<number | null>

  constructor(readonly child: ChildProcess) {
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => this.rows.push(line.startsWith('{') ? JSON.parse(line) : {}))
    child.stderr?.on('data', (words: Buffer) => {
      this.stderr += words.toString()
    })
    this.over = once(child, 'close').then(([status]) => status as number | null)
  }

  /** Resolves when it captures. */
  async capturing(): Promise<this> {
    await until(() => this.stderr.includes('capturing on'), 10_000, `it does not capture: ${this.stderr}`)
    return this
  }

  /** The first row that has what is asked for. */
  async row(isIt: (row: Row) => boolean, patienceMs = 10_000): Promise<Row> {
    await until(() => this.rows.some(isIt), patienceMs, `no such row among ${JSON.stringify(this.rows)}`)
    return this.rows.find(isIt) as Row
  }

  /** Exit status; null: it ended by a signal. */
  ended(): Promise<number | null> {
    return this.over
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.child.kill(signal)
    return this.over
  }
}

export class CommandLab {
  readonly net = new CaptureLab()
  private readonly running: ChildProcess[] = []

  start(...args: string[]): Running {
    return this.inside([process.execPath, join(root, OUT, 'index.js'), ...args])
  }

  startWithoutRights(...args: string[]): Running {
    return this.inside([...WITHOUT_RIGHTS, process.execPath, join(root, OUT, 'index.js'), ...args])
  }

  /** Runs a script of sockets, `net` at hand; it ends with the lab. */
  talk(script: string): void {
    this.inside([process.execPath, '-e', `const net = require('node:net');${script}`])
  }

  private inside(command: readonly string[]): Running {
    const child = spawn('ip', ['netns', 'exec', this.net.name, ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: this.net.folder },
    })
    this.running.push(child)
    return new Running(child)
  }

  async close(): Promise<void> {
    for (const child of this.running) child.kill('SIGKILL')
    await this.net.close()
  }
}
