import type { SessionState } from '../app/state'

/** What is open is what an earlier capture left: nothing is added to it, and it isn't saved yet. */
export const isRecoveredCapture = ({ capture, live }: SessionState): boolean =>
  capture !== null && !capture.isLive && capture.other === null && (live.state === 'stopped' || live.state === 'failed')
