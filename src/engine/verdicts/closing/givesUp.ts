import type { EndpointIndex } from '../../flowRecord'
import { said } from '../../said/said'
import type { FlowStory, Found } from '../story'
import { assumed, secondsWords, timersOf } from '../timers'

/** How long a closed socket goes on sending its FIN. */
export function givesUpWords(story: FlowStory, endpoint: EndpointIndex, fin: Found | null): string {
  if (fin === null) return ''
  const profile = timersOf(story, endpoint)
  return said`Else the FIN again, with growing pauses; ${story.address(endpoint)} gives up not before frame ${fin.frame} + ${secondsWords(profile.finGivesUp)} ${assumed(profile)}.`
}
