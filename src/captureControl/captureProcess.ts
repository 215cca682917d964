/** Starts the capture process and speaks its protocol: JSON lines, checked on arrival. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { type CaptureCommand, type CaptureEvent, captureEventSchema } from '../contracts/capture'

/** It may still flush what the kernel holds. */
const ENDING_MS = 10_000
/** Of what it said on standard error before it ended. */
const WORDS_KEPT = 400

/**
 * What to run: the system's node with out/capture/index.cjs, or Electron's executable with the same argument and
 * ELECTRON_RUN_AS_NODE=1 in its environment.
 */
export interface CaptureProgram {
  readonly executable: string
  readonly args: readonly string[]
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface CaptureProcessListener {
  onEvent(event: CaptureEvent): void
  /** It ended without being told to; one sentence that says how. Nothing comes after it. */
  onGone(sentence: string): void
}

export class CaptureProcess {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly whenGone: Promise<void>
  private words = ''
  private isEnding = false
  private isGone = false

  constructor(
    program: CaptureProgram,
    private readonly listener: CaptureProcessListener,
  ) {
    this.child = spawn(program.executable, program.args, {
      env: { ...process.env, ...program.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Ctrl-C on a terminal goes to whoever holds it; this process is told to stop instead, and flushes.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    createInterface({ input: this.child.stdout }).on('line', (line) => this.read(line))
    this.child.stderr.setEncoding('utf8').on('data', (words: string) => {
      this.words = (this.words + words).slice(-WORDS_KEPT)
    })
    // A command written while it ends: `close` tells the rest.
    this.child.stdin.on('error', () => {})
    this.whenGone = new Promise((resolve) => {
      this.child.on('error', (error) => {
        this.gone(`The capture process can't be started: ${error.message}.`)
        resolve()
      })
      this.child.on('close', (status, signal) => {
        this.gone(goneSentence(status, signal, this.words))
        resolve()
      })
    })
  }

  /** undefined: it never started. */
  get pid(): number | undefined {
    return this.child.pid
  }

  get isRunning(): boolean {
    return !this.isGone && !this.isEnding
  }

  tell(command: CaptureCommand): void {
    if (this.isRunning) this.child.stdin.write(`${JSON.stringify(command)}\n`)
  }

  /** Lets it stop what it captures and end. Resolves when it has; it is killed where it doesn't. */
  async end(): Promise<void> {
    this.isEnding = true
    this.child.stdin.end()
    const patience = setTimeout(() => this.child.kill('SIGKILL'), ENDING_MS)
    await this.whenGone
    clearTimeout(patience)
  }

  private read(line: string): void {
    const event = parseEvent(line)
    // Words of a library on its standard output are no event.
    if (event !== null) this.listener.onEvent(event)
  }

  private gone(sentence: string): void {
    if (this.isGone) return
    this.isGone = true
    if (!this.isEnding) this.listener.onGone(sentence)
  }
}

function parseEvent(line: string): CaptureEvent | null {
  try {
    return captureEventSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

function goneSentence(status: number | null, signal: NodeJS.Signals | null, words: string): string {
  const how = signal === null ? `with exit status ${status}` : `by the signal ${signal}`
  const last = words.trim().split('\n').at(-1) ?? ''
  return `The capture process ended ${how}${last === '' ? '' : ` (${last})`}.`
}
