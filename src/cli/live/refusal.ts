import type { Refused } from '../../captureControl/captureControl'
import { EXIT, Failure } from '../exit'

/** Why a capture did not begin, and what mends it, as the end of the program. @param isAsked it was stopped before. */
export function refusalFailure({ reason, message, fix }: Refused, isAsked: boolean): Failure {
  if (isAsked) return new Failure(message, EXIT.DONE)
  // The compiler's message stands in it: the filter is for the user to mend.
  if (reason === 'bad-filter') return new Failure(message, EXIT.USAGE)
  if (reason === 'disk-full') return new Failure(`${message} --keep-free BYTES allows less.`, EXIT.UNREADABLE)
  if (fix === null) return new Failure(message, EXIT.UNREADABLE)
  const command = fix.command === '' ? '' : ` Run: ${fix.command}`
  return new Failure(`${message} ${fix.text}${command}`, EXIT.UNREADABLE)
}
