/** What libpcap says when a device can't be opened or goes away, in our words. */
import type { Refusal, StopReason } from '../engine'

const PERMISSION = /permission|not permitted|access is denied/i
const NO_DEVICE = /no such device|doesn't exist|not found|not exist/i
const NOT_UP = /not up|network is down/i
const GONE = /disappeared|no such device|bad file descriptor|removed|no longer/i
/** Said by libpcap about a device rather than about the filter given with it. */
const OF_THE_DEVICE = /pcap|socket|snaplen|buffer|promiscuous|timeout|tstamp|generic error|memory|\/dev\//i

const asSentence = (words: string): string => (/[.!?)]$/.test(words) ? words : `${words}.`)

/** A device that did not open. @param hasFilter a capture filter was given with it. */
export function toRefusal(device: string, said: string, hasFilter: boolean): Refusal {
  if (PERMISSION.test(said))
    return { reason: 'permission', message: `You may not capture on ${device} yet.`, fix: null }
  if (NOT_UP.test(said))
    return {
      reason: 'no-interface',
      message: `The interface ${device} is down, so nothing passes it: bring it up and start again.`,
      fix: null,
    }
  if (NO_DEVICE.test(said))
    return {
      reason: 'no-interface',
      message: `There is no interface ${device} here: it may have been unplugged or renamed.`,
      fix: null,
    }
  if (hasFilter && !OF_THE_DEVICE.test(said))
    return { reason: 'bad-filter', message: `The capture filter is not understood: ${asSentence(said)}`, fix: null }
  return { reason: 'error', message: `cap could not open ${device}: ${asSentence(said)}`, fix: null }
}

/** A device that failed while it was being captured. */
export function toEnd(device: string, said: string): { readonly reason: StopReason; readonly detail: string } {
  return GONE.test(said)
    ? { reason: 'interface-gone', detail: `The interface ${device} was taken away.` }
    : { reason: 'error', detail: `cap stopped on ${device}: ${asSentence(said)}` }
}
