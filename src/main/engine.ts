/** The engine's process: one for each opened capture, with a port of its own straight to the window. */
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { EngineCommand } from '../contracts/engine'

export class EngineProcess {
  private child: UtilityProcess | null = null

  /** `onGone` hears, with a reason in words, of a process that ended without being told to. */
  constructor(
    private readonly entry: string,
    private readonly onGone: (reason: string) => void,
  ) {}

  /**
   * Ends the process of the capture before and starts one that reads `path`.
   * Returns the window's end of the port, which the caller passes on.
   */
  open(path: string): MessagePortMain {
    this.close()
    const child = utilityProcess.fork(this.entry, [], { serviceName: 'Lastack engine', stdio: 'inherit' })
    child.once('exit', (code) => {
      // After close() or the next open() another child, or none, is in place: this end was asked for.
      if (this.child !== child) return
      this.child = null
      this.onGone(`The engine's process ended (exit status ${code}).`)
    })
    this.child = child
    const { port1, port2 } = new MessageChannelMain()
    const command: EngineCommand = { command: 'open', path }
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
}
