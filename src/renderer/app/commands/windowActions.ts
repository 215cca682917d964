import { FIRST_LAYOUT, zoomBeside } from '../../../contracts/preferences'
import { toggleExplain } from '../../explain/mode'
import type { Session } from '../session'
import { NO_FILTER, sameFilter } from '../state'
import { nextTheme } from '../theme'
import { actions, hasCapture, hasFlow, hasFlows } from './command'
import { focusBeside } from './paneActions'

const zoom = (session: Session, isLarger: boolean) =>
  session.settings.prefer({ zoom: zoomBeside(session.store.get().preferences.zoom, isLarger) })

/** The window as a whole: what is open, and what is asked. */
export const WINDOW_ACTIONS = actions({
  palette: { run: (session) => session.show('palette') },
  open: { run: (session) => session.choose() },
  close: { run: (session) => session.closeCapture(), isPossible: hasCapture },
  find: {
    run: () => document.querySelector<HTMLElement>('#search')?.focus(),
    isPossible: ({ capture }) => capture !== null && capture.other === null,
  },
  preferences: { run: (session) => session.show('preferences') },
  keys: { run: (session) => session.show('keys') },
  explain: { run: toggleExplain, isPossible: hasFlows },
  fields: {
    run: (session) =>
      session.settings.arrange({ fields: session.store.get().layout.fields === 'lastack' ? 'wireshark' : 'lastack' }),
    isPossible: hasFlow,
  },
  nextPane: { run: () => focusBeside(true), isPossible: hasCapture },
  paneBefore: { run: () => focusBeside(false), isPossible: hasCapture },
  zoomIn: { run: (session) => zoom(session, true) },
  zoomOut: { run: (session) => zoom(session, false) },
  zoomReset: { run: (session) => session.settings.prefer({ zoom: 100 }) },
  stopReading: {
    run: (session) => session.cancelReading(),
    isPossible: (state) => hasCapture(state) && state.capture?.isLive === false && state.summary?.done !== true,
  },
  readAgain: { run: (session) => session.reopen(), isPossible: (state) => hasCapture(state) && !state.capture?.isLive },
  cancelWriting: {
    run: (session) => session.notices.cancelWriting(),
    isPossible: ({ writings }) => writings.length > 0,
  },
  showAllFlows: {
    run: (session) => session.choice.filter(NO_FILTER),
    isPossible: (state) => hasCapture(state) && !sameFilter(state.view.filter, NO_FILTER),
  },
  clearRecent: {
    run: (session) => session.clearRecent(),
    isPossible: ({ info }) => (info?.recent.length ?? 0) > 0,
  },
  themeNext: { run: (session) => session.settings.setTheme(nextTheme(session.store.get().theme)) },
  columns: { run: (session) => session.show('preferences') },
  resetLayout: { run: (session) => session.settings.arrange(FIRST_LAYOUT) },
})
