import type { CommandSystem } from '../../contracts/flow'

export const SYSTEM_WORDS: Readonly<Record<CommandSystem, string>> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
}

/** The system that commands are shown for first. `platform`: as Node names it. */
export function systemOf(platform: string): CommandSystem {
  if (platform === 'darwin') return 'macos'
  return platform === 'win32' ? 'windows' : 'linux'
}

/** This system first, then the others in their usual order. */
export function systemsFrom(own: CommandSystem): readonly CommandSystem[] {
  return [own, ...(Object.keys(SYSTEM_WORDS) as CommandSystem[]).filter((system) => system !== own)]
}
