/** macOS: names that people know for interfaces, and access to capture devices. */
import { execFile } from 'node:child_process'
import { accessSync, constants, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CaptureInterface } from '../../contracts/capture'

const NETWORKSETUP = '/usr/sbin/networksetup'
const PATIENCE_MS = 3000

/** "Hardware Port: Wi-Fi\nDevice: en0" of `networksetup -listallhardwareports`: device -> port. */
export function parseHardwarePorts(text: string): ReadonlyMap<string, string> {
  const ports = text.matchAll(/^Hardware Port: (.+)\r?\nDevice: (\S+)/gm)
  return new Map([...ports].map(([, port = '', device = '']) => [device, port]))
}

export function hardwarePorts(): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve) => {
    execFile(NETWORKSETUP, ['-listallhardwareports'], { timeout: PATIENCE_MS }, (_error, out) =>
      resolve(parseHardwarePorts(out)),
    )
  })
}

/** True where this user may read and write one of the capture devices. */
export function mayOpenBpf(folder = '/dev'): boolean {
  return readdirSync(folder).some((name) => /^bpf\d+$/.test(name) && isOpen(join(folder, name)))
}

function isOpen(device: string): boolean {
  try {
    accessSync(device, constants.R_OK | constants.W_OK)
    return true
  } catch {
    // Closed to this user: the answer itself.
    return false
  }
}

/** By name and description, as macOS and Windows tell no more. */
export function kindByName(name: string, description: string): CaptureInterface['kind'] {
  if (/^lo\d*$/.test(name) || /loopback/i.test(`${name} ${description}`)) return 'loopback'
  if (/wi-?fi|wlan|wireless|airport/i.test(description)) return 'wireless'
  if (
    /^(utun|gif|stf|bridge|awdl|llw|ap|anpi|vmnet|feth)\d|virtual|vpn|hyper-v|tap-|wireguard/i.test(
      `${name} ${description}`,
    )
  )
    return 'virtual'
  if (/ethernet|lan\b|thunderbolt/i.test(description) || /^en\d/.test(name)) return 'ethernet'
  return 'other'
}
