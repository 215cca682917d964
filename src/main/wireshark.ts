/**
 * The process of Wireshark's dissectors: started when the window asks for it, with a port of its own straight to the
 * window, and ended when it takes more memory than it may.
 */
import { app, MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { type WIRESHARK_ENDS, WIRESHARK_MEMORY_EXIT, WIRESHARK_MEMORY_MIB } from '../contracts/wireshark'

const SERVICE_NAME = 'Lastack Wireshark dissectors'
const MIB = 1024 * 1024
/** Its own limit is exact, of WebAssembly's memory; this one is of all that the process takes. */
const WATCH_MS = 500

type End = (typeof WIRESHARK_ENDS)[number]

/** Bytes that the process may take: LASTACK_WIRESHARK_MEMORY in MiB, or the usual number. */
export function memoryLimit({ LASTACK_WIRESHARK_MEMORY: wanted = '' }: Readonly<Record<string, string | undefined>>) {
  return (/^[1-9]\d{0,5}$/.test(wanted) ? Number(wanted) : WIRESHARK_MEMORY_MIB) * MIB
}

export class WiresharkProcess {
  private child: UtilityProcess | null = null
  private watch: ReturnType<typeof setInterval> | null = null

  constructor(
    private readonly entry: string,
    /** Bytes. */
    private readonly memory: number,
    /** It ended without being told to. */
    private readonly onGone: (end: End) => void,
  ) {}

  /** Starts it, in place of one that runs. Returns the window's end of its port, which the caller passes on. */
  start(): MessagePortMain {
    this.end()
    const child = utilityProcess.fork(this.entry, [String(this.memory)], {
      serviceName: SERVICE_NAME,
      stdio: 'inherit',
    })
    this.child = child
    child.once('exit', (code) => this.gone(child, code === WIRESHARK_MEMORY_EXIT ? 'memory' : 'died'))
    this.watch = setInterval(() => {
      if (taken(child.pid) <= this.memory) return
      child.kill()
      this.gone(child, 'memory')
    }, WATCH_MS)
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage(null, [port1])
    return port2
  }

  end(): void {
    const { child } = this
    this.forget()
    child?.kill()
  }

  /** @param child that ended; another one may have taken its place, or none: then its end was asked for. */
  private gone(child: UtilityProcess, end: End): void {
    if (this.child !== child) return
    this.forget()
    this.onGone(end)
  }

  private forget(): void {
    if (this.watch !== null) clearInterval(this.watch)
    this.watch = null
    this.child = null
  }
}

/** Bytes of memory that a process takes now; 0 where it isn't there any more. */
function taken(pid: number | undefined): number {
  const metric = app.getAppMetrics().find((one) => one.pid === pid)
  return (metric?.memory.workingSetSize ?? 0) * 1024
}
