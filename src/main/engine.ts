/** The engine's process: one for each opened capture, with a port of its own straight to the window. */
import { app, MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { type EngineCommand, type EngineReport, engineReportSchema } from '../contracts/engine'
import { engineEnd, type Gone } from './engineEnd'

const SERVICE_NAME = 'Lastack engine'
/** Electron tells why a process is gone soon after its exit. */
const GONE_WITHIN_MS = 200

export interface EngineListener {
  /** The open capture's engine reports; `path` is the capture's. */
  onReport(report: EngineReport, path: string): void
  /** The open capture's engine ended without being told to; `reason` is a sentence. */
  onGone(reason: string): void
}

export class EngineProcess {
  private child: UtilityProcess | null = null
  /** Started ahead: a process needs a good tenth of a second until it can read. */
  private spare: UtilityProcess | null = null

  constructor(
    private readonly entry: string,
    private readonly listener: EngineListener,
  ) {}

  /** Starts a process for the capture that may be opened next. */
  prepare(): void {
    this.spare ??= this.fork()
  }

  /**
   * Ends the process of the capture before and has another one read `path`, and `other` after it.
   * Returns the window's end of the port, which the caller passes on.
   */
  open(path: string, other: string | null): MessagePortMain {
    this.close()
    const child = this.spare ?? this.fork()
    this.spare = null
    this.child = child
    child.on('message', (message: unknown) => {
      if (this.child === child) this.listener.onReport(engineReportSchema.parse(message), path)
    })
    const { port1, port2 } = new MessageChannelMain()
    const command: EngineCommand = { command: 'open', path, other }
    child.postMessage(command, [port1])
    return port2
  }

  /** Stops reading; what was read can still be asked for. */
  cancel(): void {
    const command: EngineCommand = { command: 'cancel' }
    this.child?.postMessage(command)
  }

  close(): void {
    const { child } = this
    this.child = null
    child?.kill()
  }

  /** Ends every process. */
  end(): void {
    this.close()
    this.spare?.kill()
    this.spare = null
  }

  private fork(): UtilityProcess {
    const child = utilityProcess.fork(this.entry, [], { serviceName: SERVICE_NAME, stdio: 'inherit' })
    child.once('exit', (code) => {
      if (this.spare === child) this.spare = null
      // After close() or the next open() another child, or none, is in place: this end was asked for.
      if (this.child !== child) return
      this.child = null
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
