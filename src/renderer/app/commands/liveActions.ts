import type { LiveView, SessionState } from '../state'
import { type Action, actions, isLive } from './command'

const isCapture = (state: SessionState): boolean => isLive(state) && state.live.state !== 'off'
const view = (liveView: LiveView): Action => ({
  run: (session) => session.live.setView(liveView),
  isPossible: liveView === 'flows' ? isCapture : isLive,
})

/** A capture being made, and this computer's sockets. */
export const LIVE_ACTIONS = actions({
  captureStart: { run: (session) => session.live.toStartPage() },
  captureStop: { run: (session) => session.live.stop(), isPossible: ({ live }) => live.state === 'capturing' },
  captureRestart: { run: (session) => session.live.restart(), isPossible: isCapture },
  openSockets: { run: (session) => session.live.openSockets(), isPossible: (state) => !isLive(state) },
  viewFlows: view('flows'),
  viewSockets: view('sockets'),
  viewTimeWaits: view('timeWaits'),
})
