/** The one command that carries out a fix: the least that does, on absolute paths, and no shell on Linux. */
import type { Fix } from '../../contracts/capture'
import type { Told } from '../../contracts/told'
import { tell } from '../saying'

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
  | { readonly command: Command; readonly done: Told }
  /** It can't be done from here; why, one sentence. */
  | { readonly command: null; readonly why: Told }

const no = (why: Told): Repair => ({ command: null, why })

/** Opens the capture devices to administrators until the next start of the computer, as ChmodBPF does at every start. */
const OPEN_BPF =
  'do shell script "/usr/bin/chgrp admin /dev/bpf* && /bin/chmod g+rw /dev/bpf*" with administrator privileges'

/** What carries out the fix called `id`. */
export function repairOf(id: Fix['id'], facts: RepairFacts): Repair {
  switch (id) {
    case 'allow-dumpcap':
      return facts.platform === 'linux' ? allowDumpcap(facts) : no(tell('linuxOnly'))
    case 'join-group':
      return facts.platform === 'linux' ? joinGroup(facts) : no(tell('linuxOnly'))
    case 'allow-bpf':
      if (facts.platform !== 'darwin') return no(tell('macOnly'))
      return {
        command: { file: '/usr/bin/osascript', args: ['-e', OPEN_BPF] },
        done: tell('macDone'),
      }
    case 'install-dumpcap':
    case 'allow-node':
    case 'install-npcap':
    case 'interface-up':
    case 'retry':
      return no(tell('byHand'))
  }
}

function allowDumpcap({ dumpcap }: RepairFacts): Repair {
  if (dumpcap === null) return no(tell('noDumpcap'))
  return {
    command: { file: '/usr/sbin/setcap', args: ['cap_net_raw,cap_net_admin+eip', dumpcap] },
    done: tell('mayCapture', { dumpcap }),
  }
}

function joinGroup({ user, dumpcap, dumpcapGroup }: RepairFacts): Repair {
  if (dumpcap === null) return no(tell('noDumpcap'))
  // Membership in root's group would open far more than a capture.
  if (dumpcapGroup === null || dumpcapGroup === 'root') return no(tell('noGroup', { dumpcap }))
  return {
    command: { file: '/usr/sbin/usermod', args: ['--append', '--groups', dumpcapGroup, user] },
    done: tell('joined', { user, group: dumpcapGroup }),
  }
}

/** `command` as somebody types it. */
export const asTyped = ({ file, args }: Command): string =>
  ['sudo', file, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`))
    .join(' ')
