/** Gathers interfaces from whatever knows of them: the kernel, Node, dumpcap and `cap`. */
import { networkInterfaces } from 'node:os'
import type { CapBinding } from '../cap/binding'
import { loadCap } from '../cap/load'
import { isNoInterfaceName } from '../interfaceName'
import { hardwarePorts, kindByName } from './desktops'
import { type DumpcapList, dumpcapComplaints, dumpcapList } from './dumpcap'
import type { InterfaceFacts, SystemFacts } from './facts'
import { isNetwork, type KernelInterface, kernelInterfaces } from './linux'

const ANY: KernelInterface = { kind: 'any', description: 'All interfaces', isUp: true }
const NO_LIST: DumpcapList = { interfaces: [], complaint: null }

/** @param system decides whom to ask. */
export async function gatherInterfaces(system: SystemFacts): Promise<InterfaceFacts[]> {
  const { platform, dumpcap } = system
  const program = dumpcap?.isExecutable ? dumpcap.path : null
  const listed = program === null ? NO_LIST : await dumpcapList(program)
  const devices = capDevices(loadCap().binding)
  const addresses = addressesByName()
  const known = platform === 'linux' ? onLinux(listed) : await elsewhere(listed, devices, addresses)
  const names = [...known.keys()].filter((name) => name !== '' && !isNoInterfaceName(name))
  const toDumpcap = new Set(listed.interfaces.map(({ name }) => name))
  const asked = names.filter((name) => toDumpcap.has(name) && known.get(name)?.isUp)
  const complaints = program === null ? new Map<string, string | null>() : await dumpcapComplaints(program, asked)
  return names.map((name) => {
    const { kind, description, isUp } = known.get(name) ?? ANY
    return {
      name,
      description,
      addresses: addresses.get(platform === 'win32' ? description : name) ?? [],
      kind,
      isUp,
      isKnownToDumpcap: toDumpcap.has(name),
      dumpcapComplaint: complaints.get(name) ?? listed.complaint,
      isKnownToCap: devices.has(name),
    }
  })
}

/** The kernel's own list; dumpcap and `cap` add `any`, and devices that no TCP passes. */
function onLinux(listed: DumpcapList): ReadonlyMap<string, KernelInterface> {
  const own = [...kernelInterfaces()].filter(([name]) => isNetwork(name))
  const hasAny = listed.interfaces.length === 0 || listed.interfaces.some(({ name }) => name === 'any')
  return new Map([...own, ...(hasAny ? ([['any', ANY]] as const) : [])])
}

/** macOS and Windows: an interface with an address is up, and one that libpcap lists at least exists. */
async function elsewhere(
  listed: DumpcapList,
  devices: ReadonlyMap<string, string>,
  addresses: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, KernelInterface>> {
  const ports = process.platform === 'darwin' ? await hardwarePorts() : new Map<string, string>()
  const described = new Map([
    ...devices,
    ...listed.interfaces.map(({ name, description }) => [name, description] as const),
  ])
  // Windows calls interfaces otherwise than libpcap, which people's name stands in brackets after.
  if (process.platform === 'darwin' || described.size === 0)
    for (const name of addresses.keys()) if (!described.has(name)) described.set(name, '')
  return new Map(
    [...described].map(([name, said]) => {
      const description = ports.get(name) ?? said
      return [name, { kind: kindByName(name, description), description, isUp: true }]
    }),
  )
}

/** Devices of `cap`, name -> description; as published it can't open `any`, on which libpcap warns. */
function capDevices(binding: CapBinding | null): ReadonlyMap<string, string> {
  if (binding === null) return new Map()
  const devices = binding.Cap.deviceList().filter(({ name }) => binding.isPatched || name !== 'any')
  return new Map(devices.map(({ name, description = '' }) => [name, description]))
}

function addressesByName(): ReadonlyMap<string, readonly string[]> {
  const all = Object.entries(networkInterfaces())
  return new Map(all.map(([name, addresses = []]) => [name, addresses.map(({ address }) => address)]))
}
