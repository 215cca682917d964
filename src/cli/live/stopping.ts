/** What asks a capture to stop: Ctrl-C, the end of the session, a limit. */

const ASKING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Calls `stop` at the first of these signals; the second ends the program at once.
 *
 * @param atOnce what must be done even then; it must not wait.
 * @returns lets the signals be.
 */
export function onSignals(stop: () => void, atOnce: () => void): () => void {
  let isAsked = false
  const hear = (signal: NodeJS.Signals): void => {
    if (!isAsked) {
      isAsked = true
      stop()
      return
    }
    letBe()
    atOnce()
    // As if nobody listened: the shell is to see that it was a signal.
    process.kill(process.pid, signal)
  }
  const letBe = (): void => {
    for (const signal of ASKING) process.off(signal, hear)
  }
  for (const signal of ASKING) process.on(signal, hear)
  return letBe
}
