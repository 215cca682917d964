/** An interface in words, and the order of the list. */
import type { CaptureInterface, Fix } from '../../contracts/capture'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount } from '../ui/format'
import { busyness, type Rate, type RateHistory } from './sparkline'
import { isEnglish } from './troubleWords'

/** What the interface is. A description that says no more than its kind is told in the language of the window. */
export function kindWords({ kind, description }: CaptureInterface): string {
  const isKindOnly = kind === 'loopback' || kind === 'any' || description === 'Ethernet'
  return description === '' || (isKindOnly && !isEnglish()) ? i18n.t(`live:interface.${kind}`) : description
}

/** `12 packets/s, 3.4 kB/s`; `quiet`; '' while nothing is known. */
export function trafficWords(rate: Rate | undefined): string {
  if (!rate) return ''
  if (rate.packets < 0.5) return i18n.t('live:interface.quiet')
  const count = Math.round(rate.packets)
  const bytes = formatBytes(Math.round(rate.bytes))
  return i18n.t('live:interface.traffic', { count, packets: formatCount(count), bytes })
}

/** Those that can be captured first; of these what is up, then the busiest as `history` knew it, then by name. */
export function inOrder(interfaces: readonly CaptureInterface[], history: RateHistory): readonly CaptureInterface[] {
  const rank = (one: CaptureInterface) => (one.engines.length > 0 ? 0 : 2) + (one.isUp ? 0 : 1)
  const busy = (one: CaptureInterface) => Math.round(Math.log10(1 + busyness(history.get(one.name))))
  return interfaces.toSorted(
    (a, b) => rank(a) - rank(b) || busy(b) - busy(a) || kindRank(a) - kindRank(b) || a.name.localeCompare(b.name),
  )
}

const KIND_ORDER = ['loopback', 'any', 'ethernet', 'wireless', 'other', 'virtual'] as const
const kindRank = ({ kind }: CaptureInterface) => KIND_ORDER.indexOf(kind)

export interface Trouble {
  readonly why: string
  readonly fix: Fix | null
}

/** What keeps the most of several interfaces from being captured, where that is the same: it need be told only once. */
export function sharedTrouble(interfaces: readonly CaptureInterface[]): Trouble | null {
  const counts = new Map<string, number>()
  for (const { why } of interfaces) if (why !== null) counts.set(why, (counts.get(why) ?? 0) + 1)
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (!most || most[1] < 2) return null
  return { why: most[0], fix: interfaces.find(({ why }) => why === most[0])?.fix ?? null }
}
