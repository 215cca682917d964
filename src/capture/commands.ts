import { type CaptureCommand, type CaptureEvent, captureCommandSchema } from '../contracts/capture'
import { LONGEST_LINE } from './lines'

const LONGEST_COMPLAINT = 200

/** A line as a command, or as the event that says why it is none. */
export function readCommand(line: string): CaptureCommand | CaptureEvent {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return unreadable('it is not JSON')
  }
  const parsed = captureCommandSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return unreadable(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())
}

export const tooLong = (): CaptureEvent => unreadable(`it is longer than ${LONGEST_LINE} characters`)

function unreadable(why: string): CaptureEvent {
  const message = `The capture process could not read a command: ${why.slice(0, LONGEST_COMPLAINT)}.`
  return { event: 'refused', reason: 'error', message, fix: null }
}
