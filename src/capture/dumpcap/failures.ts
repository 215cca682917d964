/** What dumpcap says when it can't begin or go on, in our words. */
import type { Refusal, StopReason } from '../engine'
import type { DumpcapMessage } from './messages'

type Complaint = Extract<DumpcapMessage, { kind: 'error' | 'bad-filter' }>

/** dumpcap's own words as one sentence: its reason in brackets stands on a line of its own. */
const asSentence = (words: string): string => {
  const line = words.replace(/\s*\n\s*/g, ' ').trim()
  return /[.!?)]$/.test(line) ? line : `${line}.`
}

const quoted = (words: string): string | null => /"([^"]+)"/.exec(words)?.[1] ?? null

/** A capture that did not begin. */
export function toRefusal(complaint: Complaint): Refusal {
  if (complaint.kind === 'bad-filter')
    return {
      reason: 'bad-filter',
      message: `The capture filter is not understood: ${asSentence(complaint.what)}`,
      fix: null,
    }
  const { what } = complaint
  const name = quoted(what)
  if (/permission|not permitted|BIOCSETIF.*denied/i.test(what))
    return { reason: 'permission', message: `You may not capture on ${name ?? 'this interface'} yet.`, fix: null }
  if (/not up\b/i.test(what))
    return {
      reason: 'no-interface',
      message: `The interface ${name ?? ''} is down, so nothing passes it: bring it up and start again.`,
      fix: null,
    }
  if (/no device named|no such device|no interface|doesn't exist/i.test(what))
    return {
      reason: 'no-interface',
      message: `There is no interface ${name ?? 'of that name'} here: it may have been unplugged or renamed.`,
      fix: null,
    }
  return { reason: 'error', message: `dumpcap could not begin: ${asSentence(what)}`, fix: null }
}

/** Why a running capture ended by itself, and one sentence about it. */
export function toEnd(complaint: Complaint | null, status: number | null, signal: NodeJS.Signals | null): Ended {
  if (complaint === null) {
    const how = signal === null ? `with exit status ${status}` : `by the signal ${signal}`
    return { reason: 'engine-died', detail: `dumpcap, which captures, was ended ${how}.` }
  }
  const name = quoted(complaint.what)
  if (/no longer (attached|running)|went down|disappeared/i.test(complaint.what))
    return { reason: 'interface-gone', detail: `The interface ${name ?? ''} was taken away.` }
  return { reason: 'error', detail: `dumpcap stopped: ${asSentence(complaint.what)}` }
}

interface Ended {
  readonly reason: StopReason
  readonly detail: string
}
