/** The one command that carries out a fix: the least that does, on absolute paths, and no shell on Linux. */
import type { Fix } from '../../contracts/capture'

export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

/** What the commands act on. */
export interface RepairFacts {
  readonly platform: NodeJS.Platform
  readonly user: string
  /** null: there is none in a place that only root writes. */
  readonly dumpcap: string | null
  /** Name of the group that dumpcap belongs to; null: unknown. */
  readonly dumpcapGroup: string | null
}

export type Repair =
  | { readonly command: Command; readonly done: string }
  /** It can't be done from here; why, one sentence. */
  | { readonly command: null; readonly why: string }

const no = (why: string): Repair => ({ command: null, why })

const NO_DUMPCAP = 'There is no dumpcap that only root can write: install Wireshark’s with the system’s packages first.'

/** Opens the capture devices to administrators until the next start of the computer, as ChmodBPF does at every start. */
const OPEN_BPF =
  'do shell script "/usr/bin/chgrp admin /dev/bpf* && /bin/chmod g+rw /dev/bpf*" with administrator privileges'

/** What carries out the fix called `id`. */
export function repairOf(id: Fix['id'], facts: RepairFacts): Repair {
  switch (id) {
    case 'allow-dumpcap':
      return facts.platform === 'linux' ? allowDumpcap(facts) : no('Capabilities of files exist on Linux only.')
    case 'join-group':
      return facts.platform === 'linux' ? joinGroup(facts) : no('This fix is for Linux only.')
    case 'allow-bpf':
      if (facts.platform !== 'darwin') return no('Capture devices of this kind exist on macOS only.')
      return {
        command: { file: '/usr/bin/osascript', args: ['-e', OPEN_BPF] },
        done: 'Administrators of this Mac may capture until it is restarted.',
      }
    case 'install-dumpcap':
    case 'allow-node':
    case 'install-npcap':
    case 'interface-up':
    case 'retry':
      return no('This can’t be done with one click: follow what stands beside it, then list the interfaces again.')
  }
}

function allowDumpcap({ dumpcap }: RepairFacts): Repair {
  if (dumpcap === null) return no(NO_DUMPCAP)
  return {
    command: { file: '/usr/sbin/setcap', args: ['cap_net_raw,cap_net_admin+eip', dumpcap] },
    done: `${dumpcap} may capture now.`,
  }
}

function joinGroup({ user, dumpcap, dumpcapGroup }: RepairFacts): Repair {
  if (dumpcap === null) return no(NO_DUMPCAP)
  // Membership in root's group would open far more than a capture.
  if (dumpcapGroup === null || dumpcapGroup === 'root') return no(`${dumpcap} belongs to no group that can be joined.`)
  return {
    command: { file: '/usr/sbin/usermod', args: ['--append', '--groups', dumpcapGroup, user] },
    done: `${user} is in the group ${dumpcapGroup} from the next login on: log out, and in again.`,
  }
}

/** `command` as somebody types it. */
export const asTyped = ({ file, args }: Command): string =>
  ['sudo', file, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`))
    .join(' ')
