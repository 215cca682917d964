/** Linux: the kernel's files about interfaces and about this process. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { CaptureInterface } from '../../contracts/capture'

const CLASS = '/sys/class/net'
/** ARPHRD_LOOPBACK and ARPHRD_ETHER, linux/if_arp.h. */
const TYPE_LOOPBACK = 772
const TYPE_ETHERNET = 1
const IFF_UP = 1
/** linux/capability.h: opening packet sockets. */
const CAP_NET_RAW = 13n
/** libpcap lists these too; no TCP passes them. */
const NO_NETWORK = /^(bluetooth|nflog|nfqueue|dbus-|usbmon|can\d|vcan)/

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  bond: 'Bond',
  bridge: 'Bridge',
  vlan: 'VLAN',
  wireguard: 'WireGuard',
  wlan: 'Wi-Fi',
  wwan: 'Mobile broadband',
}

export interface KernelInterface {
  readonly kind: CaptureInterface['kind']
  readonly description: string
  readonly isUp: boolean
}

/** What /sys/class/net holds of one interface. */
export interface SysFacts {
  readonly type: number
  readonly flags: number
  /** DEVTYPE of its uevent; '' where there is none. */
  readonly deviceType: string
  readonly isWireless: boolean
  /** It hangs on no hardware. */
  readonly isVirtual: boolean
}

export const isNetwork = (name: string): boolean => !NO_NETWORK.test(name)

export function judgeSysFacts({ type, flags, deviceType, isWireless, isVirtual }: SysFacts): KernelInterface {
  const isUp = (flags & IFF_UP) !== 0
  if (type === TYPE_LOOPBACK) return { kind: 'loopback', description: 'Loopback', isUp }
  if (isWireless) return { kind: 'wireless', description: 'Wi-Fi', isUp }
  const description = DESCRIPTIONS[deviceType]
  if (isVirtual) return { kind: 'virtual', description: description ?? '', isUp }
  if (type === TYPE_ETHERNET) return { kind: 'ethernet', description: description ?? 'Ethernet', isUp }
  return { kind: 'other', description: description ?? '', isUp }
}

/** Interfaces by name, in the network namespace of this process. */
export function kernelInterfaces(): ReadonlyMap<string, KernelInterface> {
  const all = new Map<string, KernelInterface>()
  for (const name of existsSync(CLASS) ? readdirSync(CLASS) : []) {
    const facts = sysFacts(join(CLASS, name))
    if (facts !== null) all.set(name, judgeSysFacts(facts))
  }
  return all
}

function sysFacts(folder: string): SysFacts | null {
  try {
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8').trim()
    return {
      type: Number(read('type')),
      flags: Number(read('flags')),
      deviceType: /^DEVTYPE=(.*)$/m.exec(read('uevent'))?.[1] ?? '',
      isWireless: existsSync(join(folder, 'wireless')) || existsSync(join(folder, 'phy80211')),
      isVirtual: realpathSync(folder).includes('/devices/virtual/'),
    }
  } catch {
    // No interface (bonding_masters is a file), or gone between two reads.
    return null
  }
}

/** True where the line CapEff of /proc/self/status has CAP_NET_RAW. */
export function mayOpenPacketSockets(status: string): boolean {
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? []
  return effective !== undefined && ((BigInt(`0x${effective}`) >> CAP_NET_RAW) & 1n) === 1n
}
