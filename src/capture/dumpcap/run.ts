/** One capture by dumpcap: it captures and times, and hands over pcapng; this process writes the files. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { CaptureCounts, CaptureEngineRun, CaptureListener, CaptureRequest, Refusal, StopReason } from '../engine'
import { BlockCutter } from '../files/blocks'
import { CaptureFiles, FileFailure } from '../files/captureFiles'
import { dumpcapArguments } from './arguments'
import { endWithParent } from './endWithParent'
import { toEnd, toRefusal } from './failures'
import { type DumpcapMessage, DumpcapMessages } from './messages'

/** What it still has to hand over it does within a quarter of a second; a full disk or a stuck file system takes longer. */
const LAST_WORDS_MS = 5000
/**
 * On SIGINT dumpcap leaves what the kernel has not handed over yet, which it does every 250 ms (Linux), so it is left to
 * run until that has come.
 */
const HANDING_OVER_MS = 300
/** A busy capture may lag behind: it is given time until a packet has come that is younger than the wish to stop. */
const LAGGING_MS = 5000
const HAND_OVER_LOOK_MS = 20
/** Without packets for so long there is no lag. */
const QUIET_MS = 300
/** Pieces are written together, up to this many bytes. */
const WRITE_BYTES = 1024 * 1024

type Complaint = Extract<DumpcapMessage, { kind: 'error' | 'bad-filter' }>

export class DumpcapRun implements CaptureEngineRun {
  private readonly cutter = new BlockCutter()
  private readonly messages = new DumpcapMessages()
  private readonly process: ChildProcess
  private readonly letGo: () => void
  private output: CaptureFiles | null = null
  private waiting: Buffer[] = []
  private waitingBytes = 0
  private waitingPackets = 0
  private packets = 0
  /** Captured, but for want of room in no file. */
  private unwritten = 0
  private droppedByKernel: number | null = null
  private isCapturing = false
  private complaint: Complaint | null = null
  private failure: Error | null = null
  private asked: StopReason | null = null
  private patience: NodeJS.Timeout | null = null
  private lastPieceAt = 0

  constructor(
    program: string,
    private readonly request: CaptureRequest,
    private readonly listener: CaptureListener,
  ) {
    this.process = spawn(program, dumpcapArguments(request.settings), { stdio: ['ignore', 'pipe', 'pipe'] })
    this.process.stdout?.on('data', (piece: Buffer) => this.take(piece))
    this.process.stderr?.on('data', (piece: Buffer) => this.hear(piece))
    this.process.on('error', (error) => {
      this.failure ??= new Error(`dumpcap can't be run: ${error.message}.`)
    })
    this.process.on('close', (status, signal) => this.ended(status, signal))
    this.letGo = this.process.pid === undefined ? () => {} : endWithParent(this.process.pid)
    this.process.on('exit', () => this.letGo())
  }

  counts(): CaptureCounts {
    const { droppedByKernel, unwritten } = this
    const dropped = droppedByKernel === null && unwritten === 0 ? null : (droppedByKernel ?? 0) + unwritten
    return { packets: this.packets, dropped, bytes: this.output?.totalBytes ?? 0 }
  }

  files(): readonly string[] {
    return this.output?.files ?? []
  }

  stop(reason: StopReason): void {
    if (this.asked !== null) return
    this.asked = reason
    if (reason === 'asked' && this.output !== null) this.handOver(Date.now())
    else this.interrupt()
  }

  /** Waits for what was captured before `wish`, milliseconds since 1970. */
  private handOver(wish: number): void {
    const now = Date.now()
    const isQuiet = now - Math.max(this.lastPieceAt, wish) >= QUIET_MS
    const hasComeUpTo = this.cutter.newestMs > wish && now - wish >= HANDING_OVER_MS
    if (isQuiet || hasComeUpTo || this.failure !== null || now - wish >= LAGGING_MS) this.interrupt()
    else this.patience = setTimeout(() => this.handOver(wish), HAND_OVER_LOOK_MS)
  }

  private interrupt(): void {
    if (this.patience !== null) clearTimeout(this.patience)
    this.process.kill('SIGINT')
    this.patience = setTimeout(() => this.process.kill('SIGKILL'), LAST_WORDS_MS)
  }

  private take(piece: Buffer): void {
    this.lastPieceAt = Date.now()
    try {
      const blocks = this.cutter.push(piece)
      if (blocks.bytes.length > 0) this.put(blocks.bytes, blocks.packets)
      this.begin()
    } catch (error) {
      this.fail(error)
    }
  }

  private put(bytes: Buffer, packets: number): void {
    this.waiting.push(bytes)
    this.waitingBytes += bytes.length
    this.waitingPackets += packets
    if (this.waiting.length === 1) setImmediate(() => this.flush())
    if (this.waitingBytes >= WRITE_BYTES) this.flush()
  }

  /** Many packets come in many small pieces: what one turn of the event loop brought is written at once. */
  private flush(): void {
    if (this.waiting.length === 0 || this.output === null) return
    const [bytes, packets] = [Buffer.concat(this.waiting), this.waitingPackets]
    this.waiting = []
    this.waitingBytes = 0
    this.waitingPackets = 0
    try {
      this.output.append(bytes)
      this.packets += packets
    } catch (error) {
      this.unwritten += packets
      this.fail(error)
    }
  }

  /** The first file begins when every interface has been described, and dumpcap has said that it captures. */
  private begin(): void {
    const { settings, file } = this.request
    if (this.output !== null || !this.isCapturing || this.cutter.interfaces < settings.interfaces.length) return
    const hear = (next: string, removed: string | null): void => this.listener.onFile(next, removed)
    this.output = new CaptureFiles(file, settings.ring, this.cutter.headers(), hear)
    this.listener.onStarted(this.output.current)
    this.flush()
  }

  private hear(piece: Buffer): void {
    for (const message of this.messages.push(piece)) this.mind(message)
    try {
      this.begin()
    } catch (error) {
      this.fail(error)
    }
  }

  private mind(message: DumpcapMessage): void {
    switch (message.kind) {
      case 'capturing':
        this.isCapturing = true
        return
      case 'drops':
        this.droppedByKernel = (this.droppedByKernel ?? 0) + message.count
        return
      case 'error':
      case 'bad-filter':
        this.complaint ??= message
        return
      case 'packets':
        // Counted in what arrives instead: these come twice a second only.
        return
    }
  }

  /** No more can be written, or what came is no capture: dumpcap ends, and this is the reason. */
  private fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error))
    this.stop(error instanceof FileFailure && error.isDiskFull ? 'disk-full' : 'error')
  }

  private ended(status: number | null, signal: NodeJS.Signals | null): void {
    this.letGo()
    if (this.output === null) this.listener.onRefused(this.refusal(status, signal))
    else this.finish(this.output, status, signal)
    if (this.patience !== null) clearTimeout(this.patience)
  }

  private finish(output: CaptureFiles, status: number | null, signal: NodeJS.Signals | null): void {
    this.flush()
    output.close()
    const own = toEnd(this.complaint, status, signal)
    if (this.asked === null) this.listener.onStopped(own.reason, own.detail)
    else this.listener.onStopped(this.asked, this.failure?.message ?? null)
  }

  private refusal(status: number | null, signal: NodeJS.Signals | null): Refusal {
    if (this.failure !== null) {
      const isDiskFull = this.failure instanceof FileFailure && this.failure.isDiskFull
      return { reason: isDiskFull ? 'disk-full' : 'error', message: this.failure.message, fix: null }
    }
    if (this.complaint !== null) return toRefusal(this.complaint)
    if (this.asked !== null) return { reason: 'error', message: 'Stopped before the capture began.', fix: null }
    return { reason: 'error', message: toEnd(null, status, signal).detail, fix: null }
  }
}
