import type { CaptureInterface, Fix, Interfaces } from '../../contracts/capture'
import { gatherInterfaces } from './gather'
import { judgeEngines, judgeInterface } from './judge'
import { systemFacts } from './system'

/** People look for the ones at the top. */
const KINDS: readonly CaptureInterface['kind'][] = ['wireless', 'ethernet', 'loopback', 'any', 'virtual', 'other']

/** Interfaces of this system: what can capture each now, and where nothing can, why and what mends it. */
export async function listInterfaces(): Promise<Interfaces> {
  const system = await systemFacts()
  const found = await gatherInterfaces(system)
  const interfaces = found.map((one) => judgeInterface(system, one)).sort(byUsefulness)
  return { interfaces, engines: judgeEngines(system, found) }
}

/** What mends that the interfaces called `names` can't be captured; null: nothing is known to be wrong. */
export async function fixFor(names: readonly string[]): Promise<Fix | null> {
  const { interfaces } = await listInterfaces()
  return interfaces.find(({ name, fix }) => names.includes(name) && fix !== null)?.fix ?? null
}

/** Those that are up and have an address first, then by kind, then by name. */
function byUsefulness(one: CaptureInterface, other: CaptureInterface): number {
  return rank(one) - rank(other) || one.name.localeCompare(other.name)
}

function rank({ isUp, addresses, kind }: CaptureInterface): number {
  const isInUse = isUp && (addresses.length > 0 || kind === 'any')
  return (isInUse ? 0 : KINDS.length * 2) + (isUp ? 0 : KINDS.length) + KINDS.indexOf(kind)
}
