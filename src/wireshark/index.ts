/** Entry of the process of Wireshark's dissectors under Electron: loads them, then serves the window over a port. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { WIRESHARK_MEMORY_EXIT } from '../contracts/wireshark'
import { Dissection } from './dissection'
import { loadLibrary } from './library'
import { serve, type WindowPort } from './service'

/** What Electron adds to `process` in a utility process. */
interface UtilityParent {
  once(event: 'message', listener: (message: { readonly ports: readonly WindowPort[] }) => void): unknown
}

const { parentPort } = process as NodeJS.Process & { readonly parentPort?: UtilityParent }
if (!parentPort) throw new Error('this file runs as a utility process of Electron only')

/** The window sees this process end, and offers a fresh one. */
function stop(reason: unknown): never {
  console.error(`Wireshark's dissectors stopped: ${reason instanceof Error ? reason.message : reason}`)
  process.exit(1)
}

async function start(port: WindowPort): Promise<void> {
  const library = await loadLibrary({
    folder: dirname(createRequire(__filename).resolve('@goodtools/wiregasm/dist/wiregasm.js')),
    memory,
    onMemory: () => process.exit(WIRESHARK_MEMORY_EXIT),
    onStep: (step) => port.postMessage({ event: 'step', step }),
  })
  serve(port, new Dissection(library))
  port.postMessage({ event: 'step', step: 'ready' })
}

/** Bytes: main says how much this process may take. */
const memory = Number(process.argv[2])
if (!(memory > 0)) stop('main set no limit of memory')

process.on('uncaughtException', stop)
parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) stop('main sent no port')
  else start(port).catch(stop)
})
