/** The engine's process: one for each opened capture, with a port of its own straight to the window. */
import { rm } from 'node:fs/promises'
import { app, MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { type EngineCommand, type EngineReport, type ExportOrder, engineReportSchema } from '../contracts/engineProcess'
import { UNFINISHED_END } from '../contracts/exports'
import type { Told } from '../contracts/told'
import { engineEnd, type Gone } from './engineEnd'
import { language, tell } from './saying'
import type { Writing } from './writings'

const SERVICE_NAME = 'Lastack engine'
/** Electron tells why a process is gone soon after its exit. */
const GONE_WITHIN_MS = 200

/** What the engine says of the reading of a capture. */
export type ReadingReport = Extract<EngineReport, string>

/** How a save ended: packets written, or why none were. */
export type Saved = Omit<Extract<EngineReport, { report: 'saved' }>, 'report' | 'id'>

/** How an export ended. */
export type Exported = Omit<Extract<EngineReport, { report: 'exported' }>, 'report' | 'id'>

/** Packets to be saved, and where. */
export type PacketsOrder = Pick<
  Extract<EngineCommand, { command: 'save' }>,
  'path' | 'selection' | 'hasComments' | 'anonymising'
>

/** A file that the engine writes. */
interface Write {
  readonly path: string
  readonly writing: Writing
  onSaved(saved: Saved): void
  onExported(exported: Exported): void
}

export interface EngineListener {
  /** The open capture's engine reports; `path` is the capture's. */
  onReport(report: ReadingReport, path: string): void
  /** The open capture's engine ended without being told to; `reason` is a sentence. */
  onGone(reason: Told): void
}

export class EngineProcess {
  private child: UtilityProcess | null = null
  /** Started ahead: a process needs a good tenth of a second until it can read. */
  private spare: UtilityProcess | null = null
  private readonly writes = new Map<number, Write>()
  private lastWrite = 0

  constructor(
    private readonly entry: string,
    private readonly listener: EngineListener,
  ) {}

  /** Starts a process for the capture that may be opened next. */
  prepare(): void {
    this.spare ??= this.fork()
  }

  /**
   * Ends the process of the capture before and has another one read `path`, `parts` with it as one, and `other` after it.
   * Returns the window's end of the port, which the caller passes on.
   */
  open(path: string, other: string | null, parts: readonly string[] = []): MessagePortMain {
    return this.start({ command: 'open', path, other, parts: [...parts] }, path)
  }

  /**
   * The same for a capture that is being written to `path`, and for this host's sockets; null: the sockets alone.
   * `isPast`: all of it was written before, and the sockets of its time are gone.
   */
  follow(path: string | null, isPast: boolean): MessagePortMain {
    return this.start({ command: 'follow', path, isPast }, path ?? '')
  }

  /** A ring goes on in `path`; `removed`: the file that it gave up. */
  next(path: string, removed: string | null): void {
    this.tell({ command: 'next', path, removed })
  }

  /** Nothing more will be written to what is followed. */
  ended(): void {
    this.tell({ command: 'ended' })
  }

  /** Writes packets of the open capture to `path`. An engine that ends before it is done counts as a failure. */
  save(order: PacketsOrder, writing: Writing): Promise<Saved> {
    if (this.child === null) return Promise.resolve({ packets: null, message: tell('noCapture') })
    return new Promise((resolve) => {
      const failed = ({ message }: Exported) => resolve({ packets: null, message })
      const id = this.begin({ path: order.path, writing, onSaved: resolve, onExported: failed })
      this.tell({ command: 'save', id, ...order })
    })
  }

  /** Writes an export to `path`; the same holds for an engine that ends. */
  export(path: string, order: ExportOrder, writing: Writing): Promise<Exported> {
    if (this.child === null) return Promise.resolve({ isWritten: false, message: tell('noCapture') })
    return new Promise((resolve) => {
      const failed = ({ message }: Saved) => resolve({ isWritten: false, message })
      const id = this.begin({ path, writing, onSaved: failed, onExported: resolve })
      this.tell({ command: 'export', id, path, order })
    })
  }

  /** Stops reading; what was read can still be asked for. */
  cancel(): void {
    this.tell({ command: 'cancel' })
  }

  close(): void {
    const { child } = this
    this.child = null
    this.giveUpWrites(child)
    child?.kill()
  }

  /** Ends every process. */
  end(): void {
    this.close()
    this.spare?.kill()
    this.spare = null
  }

  private start(command: EngineCommand, path: string): MessagePortMain {
    this.close()
    const child = this.spare ?? this.fork()
    this.spare = null
    this.child = child
    child.on('message', (message: unknown) => {
      if (this.child === child) this.hear(engineReportSchema.parse(message), path)
    })
    this.tell({ command: 'speak', language: language() })
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage(command, [port1])
    return port2
  }

  private tell(command: EngineCommand): void {
    this.child?.postMessage(command)
  }

  private hear(report: EngineReport, path: string): void {
    if (typeof report === 'string') {
      this.listener.onReport(report, path)
      return
    }
    const write = this.writes.get(report.id)
    if (report.report === 'writing') {
      write?.writing.tell(report.share)
      return
    }
    this.writes.delete(report.id)
    if (report.report === 'saved') write?.onSaved(report)
    else write?.onExported(report)
  }

  /** Returns the number under which the engine tells of it. */
  private begin(write: Write): number {
    const id = ++this.lastWrite
    this.writes.set(id, write)
    write.writing.signal.addEventListener('abort', () => {
      if (this.writes.has(id)) this.tell({ command: 'cancelWriting', id })
    })
    return id
  }

  /** What `child` was writing stays unfinished, and goes when its process has let go of it; null: it has. */
  private giveUpWrites(child: UtilityProcess | null): void {
    const writes = [...this.writes.values()]
    this.writes.clear()
    for (const { path, onSaved } of writes) {
      const leftOver = () => void rm(path + UNFINISHED_END, { force: true }).catch(() => undefined)
      if (child === null) leftOver()
      else child.once('exit', leftOver)
      onSaved({ packets: null, message: tell('engineEnded') })
    }
  }

  private fork(): UtilityProcess {
    const child = utilityProcess.fork(this.entry, [], { serviceName: SERVICE_NAME, stdio: 'inherit' })
    child.once('exit', (code) => {
      if (this.spare === child) this.spare = null
      // After close() or the next open() another child, or none, is in place: this end was asked for.
      if (this.child !== child) return
      this.child = null
      this.giveUpWrites(null)
      void whyGone().then((gone) => this.listener.onGone(engineEnd(code, gone)))
    })
    return child
  }
}

/** What Electron says of the engine's process that has just ended; null where it keeps silent. */
function whyGone(): Promise<Gone | null> {
  return new Promise((resolve) => {
    const tell = (gone: Gone | null): void => {
      clearTimeout(wait)
      app.off('child-process-gone', hear)
      resolve(gone)
    }
    const hear = (_event: Electron.Event, { name, reason, exitCode }: Electron.Details): void => {
      if (name === SERVICE_NAME) tell({ reason, exitCode })
    }
    const wait = setTimeout(() => tell(null), GONE_WITHIN_MS)
    app.on('child-process-gone', hear)
  })
}
