/** How an interface is captured where nobody says how. */
import { type CaptureSettings, WHOLE_FRAMES } from '../../contracts/capture'

/** Not promiscuous: this computer's own connections are what can be joined to its sockets. */
export const settingsFor = (interfaces: readonly string[]): CaptureSettings => ({
  interfaces: [...interfaces],
  filter: '',
  snapLength: WHOLE_FRAMES,
  isPromiscuous: false,
  ring: null,
  engine: null,
})
