/** An open capture as an export tells of it: as it is, or with other addresses and names. */
import type { Capture } from '../capture'
import type { Reported } from '../export/report/reported'
import type { Judge } from '../verdicts/judge'
import type { Mask } from './mask'

export type Telling = Reported
/** What a file is called may tell whose it is. */
export const ANONYMOUS_NAME = 'Capture'

type Told = Pick<Capture, 'core' | 'judge' | 'knownUntil'> & {
  readonly source: Pick<Capture['source'], 'name'>
  readonly verdicts: Pick<Capture['verdicts'], 'codes'>
}

export const plainTelling = ({ core, judge, knownUntil, source, verdicts }: Told): Telling => ({
  core,
  judge,
  knownUntil,
  name: source.name,
  codes: verdicts.codes,
})

/** By the packets alone: what this host's kernel says names programs and their sockets. */
export function anonymisedTelling({ core, judge, knownUntil, verdicts }: Told, mask: Mask): Telling {
  const masked = core.masked(mask)
  const judged = judge.of(masked)
  return {
    core: masked,
    judge: judged,
    knownUntil,
    name: ANONYMOUS_NAME,
    codes: codesByPackets(verdicts.codes, judge, judged),
  }
}

/**
 * Verdict codes by flow without the kernel's word.
 *
 * @param codes of `judge`, who may have heard the kernel.
 * @param judged the same by the packets alone.
 */
export function codesByPackets(codes: Uint16Array, judge: Judge, judged: Judge): Uint16Array {
  return judge.facts.kernel === undefined ? codes : Uint16Array.from(codes, (_, flow) => judged.code(flow))
}
