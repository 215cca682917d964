/** What was found on this system; everything that people are told follows from it. */
import type { CaptureInterface } from '../../contracts/capture'

export interface InterfaceFacts {
  readonly name: string
  readonly description: string
  readonly addresses: readonly string[]
  readonly kind: CaptureInterface['kind']
  readonly isUp: boolean
  /** dumpcap lists it. */
  readonly isKnownToDumpcap: boolean
  /** What dumpcap said when it was asked to open it; null: it opened it, or was not asked. */
  readonly dumpcapComplaint: string | null
  /** `cap` lists it, and can open one of this kind. */
  readonly isKnownToCap: boolean
}

export interface DumpcapFacts {
  readonly path: string
  readonly version: string | null
  /** This user may run it. */
  readonly isExecutable: boolean
  /** Its group, by name; null: unknown. */
  readonly group: string | null
  /** The user database has this user in that group, whether this login knows it or not. */
  readonly isUserInGroup: boolean
  /** It stands where only root writes, so it may be given rights. */
  readonly isOwnedByRoot: boolean
}

export interface CapFacts {
  readonly version: string | null
  /** Why it can't be loaded here; null: it is loaded. */
  readonly why: string | null
  readonly hasKernelTimes: boolean
  /** This process may open network devices. */
  readonly isPermitted: boolean
}

export interface SystemFacts {
  readonly platform: NodeJS.Platform
  /** null: not installed. */
  readonly dumpcap: DumpcapFacts | null
  readonly cap: CapFacts
  /** Name of the program that installs packages here; null: none that is known. */
  readonly installer: 'apt-get' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'brew' | null
  /** Something here asks the user for an administrator's rights: polkit, or macOS itself. */
  readonly canAsk: boolean
  /** The program that runs the capture process. */
  readonly node: string
}
