/** Facts -> what can be captured with what, and where nothing can: why, and what mends it. Looks at nothing itself. */
import type { CaptureEngine, CaptureInterface, EngineFacts, Fix } from '../../contracts/capture'
import type { InterfaceFacts, SystemFacts } from './facts'
import {
  ASK,
  allowBpf,
  allowDumpcap,
  allowNode,
  INSTALL_NPCAP,
  installDumpcap,
  interfaceUp,
  joinGroup,
  logInAgain,
  RETRY,
} from './fixes'

interface Trouble {
  readonly why: string
  readonly fix: Fix
}

const PERMISSION = /permission|not permitted|access is denied/i
const NOT_UP = /not up\b|network is down/i
/** Groups that exist for capturing; to join another, root's above all, would open far more. */
const CAPTURE_GROUP = /^(wireshark|pcap|tcpdump|dumpcap)$/
const NO_NPCAP = /npcap|winpcap|wpcap/i

export const isAboutPermission = (complaint: string): boolean => PERMISSION.test(complaint)

export function judgeInterface(system: SystemFacts, found: InterfaceFacts): CaptureInterface {
  const { name, description, addresses, kind, isUp } = found
  const engines = enginesFor(system, found)
  const trouble = engines.length > 0 ? null : troubleWith(system, found)
  return {
    name,
    description,
    addresses: [...addresses],
    kind,
    isUp,
    engines,
    why: trouble?.why ?? null,
    fix: trouble?.fix ?? null,
  }
}

function enginesFor({ dumpcap, cap }: SystemFacts, found: InterfaceFacts): CaptureEngine[] {
  if (!found.isUp) return []
  const dumpcapCan = dumpcap?.isExecutable && found.isKnownToDumpcap && found.dumpcapComplaint === null
  const capCan = cap.why === null && cap.isPermitted && found.isKnownToCap
  const both: CaptureEngine[] = [...(dumpcapCan ? (['dumpcap'] as const) : []), ...(capCan ? (['cap'] as const) : [])]
  // The order in which a capture tries them.
  return cap.hasKernelTimes ? both.reverse() : both
}

function troubleWith(system: SystemFacts, found: InterfaceFacts): Trouble {
  const { name, isUp, dumpcapComplaint } = found
  if (!isUp || (dumpcapComplaint !== null && NOT_UP.test(dumpcapComplaint)))
    return { why: `${name} is down, so nothing passes it.`, fix: interfaceUp(system.platform, name) }
  const general = generalTrouble(system, dumpcapComplaint)
  if (general !== null) return general
  if (dumpcapComplaint !== null)
    return { why: `dumpcap can’t open ${name}: ${firstSentence(dumpcapComplaint)}`, fix: RETRY }
  return { why: `No capture engine here knows ${name}.`, fix: RETRY }
}

/**
 * What keeps every interface from being captured; null: nothing does.
 * @param complaint what dumpcap said when it opened an interface that is up; null: it did not complain.
 */
export function generalTrouble(system: SystemFacts, complaint: string | null): Trouble | null {
  const { platform, cap } = system
  if (cap.why === null && cap.isPermitted) return null
  if (platform === 'win32') return onWindows(system, complaint)
  if (system.dumpcap === null) return withoutDumpcap(system)
  const isDenied = complaint !== null && isAboutPermission(complaint)
  if (system.dumpcap.isExecutable && !isDenied) return null
  return platform === 'darwin' ? closedBpf(system) : dumpcapWithoutRights(system, system.dumpcap)
}

function onWindows(system: SystemFacts, complaint: string | null): Trouble | null {
  if (system.dumpcap === null)
    return { why: 'Nothing here can capture: neither Wireshark nor Npcap is installed.', fix: installDumpcap(system) }
  if (complaint === null) return null
  if (NO_NPCAP.test(complaint))
    return { why: 'Npcap, the driver that captures on Windows, is not installed or does not run.', fix: INSTALL_NPCAP }
  if (!isAboutPermission(complaint)) return null
  return {
    why: 'Npcap lets only administrators capture here.',
    fix: {
      ...INSTALL_NPCAP,
      text: 'Install Npcap again without “Restrict Npcap driver’s access to Administrators only”.',
    },
  }
}

function withoutDumpcap(system: SystemFacts): Trouble {
  const missing = 'dumpcap, which comes with Wireshark, is not installed'
  if (system.cap.why !== null) return { why: `Nothing here can capture: ${missing}.`, fix: installDumpcap(system) }
  if (system.platform === 'darwin') return closedBpf(system)
  const why = `You may not capture yet: Lastack has no right to, and ${missing}.`
  return { why, fix: system.installer === null ? allowNode(system) : installDumpcap(system) }
}

const closedBpf = (system: SystemFacts): Trouble => ({
  why: 'You may not capture yet: the capture devices /dev/bpf* are closed to you.',
  fix: allowBpf(system),
})

function dumpcapWithoutRights(system: SystemFacts, dumpcap: NonNullable<SystemFacts['dumpcap']>): Trouble {
  const { group, isExecutable, isUserInGroup } = dumpcap
  if (isExecutable)
    return { why: 'You may not capture yet: dumpcap is there but has no right to.', fix: allowDumpcap(system, dumpcap) }
  if (group === null || !CAPTURE_GROUP.test(group))
    return { why: `You may not capture yet: you may not run ${dumpcap.path}.`, fix: ASK }
  const why = `You may not capture yet: only members of the group ${group} may run dumpcap.`
  return isUserInGroup
    ? { why: `${why.slice(0, -1)}, and this login is older than your membership.`, fix: logInAgain(group) }
    : { why, fix: joinGroup(system, dumpcap, group) }
}

/** Each engine, usable where at least one interface can be captured with it. */
export function judgeEngines(system: SystemFacts, interfaces: readonly InterfaceFacts[]): EngineFacts[] {
  const { dumpcap, cap } = system
  const isUsed = (engine: CaptureEngine): boolean => interfaces.some((one) => enginesFor(system, one).includes(engine))
  return [
    engine('dumpcap', dumpcap?.version ?? null, isUsed('dumpcap'), true, whyNotDumpcap(system, interfaces)),
    engine('cap', cap.version, isUsed('cap'), cap.hasKernelTimes, whyNotCap(system)),
  ]
}

function engine(
  name: CaptureEngine,
  version: string | null,
  isUsable: boolean,
  hasKernelTimes: boolean,
  why: string,
): EngineFacts {
  return { engine: name, version, isUsable, why: isUsable ? null : why, hasKernelTimes }
}

function whyNotDumpcap(system: SystemFacts, interfaces: readonly InterfaceFacts[]): string {
  if (system.dumpcap === null) return 'dumpcap, which comes with Wireshark, is not installed.'
  const complaints = interfaces.flatMap((one) => one.dumpcapComplaint ?? [])
  const complaint = complaints.find(isAboutPermission) ?? complaints[0] ?? null
  // As if dumpcap alone could capture.
  const alone = { ...system, cap: { ...system.cap, isPermitted: false } }
  const fallback =
    complaint === null ? 'dumpcap knows no interface that is up.' : `dumpcap: ${firstSentence(complaint)}`
  return generalTrouble(alone, complaint)?.why ?? fallback
}

function whyNotCap({ cap, platform }: SystemFacts): string {
  if (cap.why !== null) return cap.why
  if (cap.isPermitted) return 'The package cap knows no interface that is up.'
  return platform === 'darwin'
    ? 'The capture devices /dev/bpf* are closed to you.'
    : 'The program that runs the capture process has no right to capture.'
}

/** The first line of what was said, as a sentence. */
function firstSentence(words: string): string {
  const [line = ''] = words.trim().split('\n')
  return /[.!?)]$/.test(line) ? line : `${line}.`
}
