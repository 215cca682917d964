/** The capture process: commands on standard input, events on standard output, one JSON object a line. */
import type { CaptureCommand, CaptureEvent } from '../contracts/capture'
import { readCommand, tooLong } from './commands'
import { ENGINES } from './drivers'
import { fixFor, listInterfaces } from './interfaces'
import { LineCutter } from './lines'
import { CaptureSession } from './session'

/** A capture that can't be ended by then is left to the kernel. */
const ENDING_MS = 8000

const tell = (event: CaptureEvent): void => {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

const session = new CaptureSession({ engines: ENGINES, fixFor, tell })

async function obey(command: CaptureCommand): Promise<void> {
  switch (command.command) {
    case 'interfaces':
      tell({ event: 'interfaces', ...(await listInterfaces()) })
      return
    case 'check':
      return session.check(command.interfaces, command.filter)
    case 'start':
      return session.start(command)
    case 'stop':
      session.stop()
  }
}

function read(line: string): void {
  const command = readCommand(line)
  if ('event' in command) tell(command)
  else obey(command).catch(fail)
}

/** What nobody foresaw is told, and the process goes on: a capture may be running. */
function fail(error: unknown): void {
  const message = `The capture process met an error: ${error instanceof Error ? error.message : String(error)}.`
  tell({ event: 'refused', reason: 'error', message, fix: null })
}

let isEnding = false

/** Stops what runs, closes its files and ends the process. */
async function end(): Promise<void> {
  if (isEnding) return
  isEnding = true
  setTimeout(() => process.exit(1), ENDING_MS).unref()
  session.stop()
  await session.ended()
  process.stdout.end(() => process.exit(0))
}

const lines = new LineCutter(read, () => tell(tooLong()))
process.stdin.setEncoding('utf8')
process.stdin.on('data', (piece: string) => lines.push(piece))
process.stdin.on('end', end)
process.stdin.on('error', end)
// Nobody hears what is told any more.
process.stdout.on('error', end)
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('SIGHUP', end)
