/** Entry of the engine's own process under Electron: takes commands from main, and serves the window over a port. */
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import chinese from '../../resources/locales/zh-CN/engine.json'
import { type EngineCommand, type EngineReport, engineCommandSchema } from '../contracts/engineProcess'
import type { CaptureSummary } from '../contracts/summary'
import { coreLoader } from './loadCore'
import { type EnginePort, serveQueries } from './portService'
import { learn, speak } from './said/said'
import { Writings } from './save/writings'
import { createEngine } from './session'

interface ParentMessage {
  readonly data: unknown
  readonly ports: readonly EnginePort[]
}
/** What Electron adds to `process` in a utility process. */
interface UtilityParent {
  on(event: 'message', listener: (message: ParentMessage) => void): unknown
  postMessage(report: EngineReport): void
}

/** The bundle lies in out/main, the core in out/core. */
const CORE_FILE = join(__dirname, '..', 'core', 'core.wasm')

const { parentPort } = process as NodeJS.Process & { readonly parentPort?: UtilityParent }
if (!parentPort) throw new Error('this file runs as a utility process of Electron only')

learn('zh-CN', chinese)
const loadCore = coreLoader(CORE_FILE)
let port: EnginePort | null = null
const engine = createEngine({
  loadCore,
  readsAhead: true,
  onProgress: (summary) => {
    // First to main, which the window asks for its recent files when a capture turns out to be none.
    report(summary)
    port?.postMessage({ event: 'progress', summary })
  },
})

const writings = new Writings((id, share) => parentPort.postMessage({ report: 'writing', id, share }))
const reported = new Set<EngineReport>()

/** Each report is made once. A live capture is one before its first packet. */
function report({ frames, done, problem, live }: CaptureSummary): void {
  const reports: EngineReport[] = []
  if (problem?.fatal) reports.push('unreadable')
  else if (frames > 0 || done || live !== null) reports.push('readable')
  if (done) reports.push('done')
  for (const one of reports) {
    if (reported.has(one)) continue
    reported.add(one)
    parentPort?.postMessage(one)
  }
}

/** @param begin has the engine open something. */
async function serve(window: EnginePort, begin: () => Promise<void>): Promise<void> {
  port = window
  const reading = begin()
  // The window's first question waits in the port until there is a capture, or a problem, to answer from.
  await Promise.race([reading, loadCore()])
  await setImmediate()
  serveQueries(window, engine)
  await reading
}

/** Main's next step is the same whatever failed: it sees this process end, and the window offers a fresh one. */
function stop(reason: unknown): never {
  console.error(`The engine stopped: ${reason instanceof Error ? reason.message : reason}`)
  process.exit(1)
}

function portOf({ command }: EngineCommand, window: EnginePort | undefined): EnginePort {
  if (!window) throw new Error(`main sent "${command}" without a port`)
  return window
}

async function save({ id, ...order }: Extract<EngineCommand, { command: 'save' }>): Promise<void> {
  const saved = await writings.run(id, (writing) => engine.save(order, writing))
  parentPort?.postMessage({ report: 'saved', id, ...saved })
}

async function write({ id, path, order }: Extract<EngineCommand, { command: 'export' }>): Promise<void> {
  const exported = await writings.run(id, (writing) => engine.export(path, order, writing))
  parentPort?.postMessage({ report: 'exported', id, ...exported })
}

function obey(command: EngineCommand, window: EnginePort | undefined): void {
  switch (command.command) {
    case 'speak':
      speak(command.language)
      return
    case 'open':
      serve(portOf(command, window), () => engine.open(command.path, command.other, command.parts)).catch(stop)
      return
    case 'follow':
      serve(portOf(command, window), () => engine.follow(command.path, command.isPast)).catch(stop)
      return
    case 'next':
      engine.next(command.path, command.removed)
      return
    case 'ended':
      engine.ended()
      return
    case 'save':
      save(command).catch(stop)
      return
    case 'export':
      write(command).catch(stop)
      return
    case 'cancelWriting':
      writings.cancel(command.id)
      return
    case 'cancel':
      engine.cancel()
  }
}

parentPort.on('message', ({ data, ports }) => obey(engineCommandSchema.parse(data), ports[0]))
// Started ahead of need: the core is compiled by the time that a capture is chosen.
loadCore().catch(stop)
