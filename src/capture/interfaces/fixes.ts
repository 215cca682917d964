/** Fixes, each the least that mends its trouble. None runs Lastack itself as root. */
import type { Fix } from '../../contracts/capture'
import type { DumpcapFacts, SystemFacts } from './facts'

const INSTALL: Readonly<Record<NonNullable<SystemFacts['installer']>, string>> = {
  'apt-get': 'sudo apt-get install wireshark-common',
  dnf: 'sudo dnf install wireshark-cli',
  zypper: 'sudo zypper install wireshark',
  pacman: 'sudo pacman -S wireshark-cli',
  apk: 'sudo apk add wireshark-common',
  brew: 'brew install --cask wireshark',
}

/** A word for a POSIX shell. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`

export function allowDumpcap({ installer, canAsk }: SystemFacts, dumpcap: DumpcapFacts): Fix {
  const narrower =
    installer === 'apt-get' ? ' To allow one group only, run: sudo dpkg-reconfigure wireshark-common.' : ''
  return {
    id: 'allow-dumpcap',
    text: `Give dumpcap the two rights that capturing takes; whoever may run it may then capture.${narrower}`,
    command: `sudo setcap cap_net_raw,cap_net_admin+eip ${quoted(dumpcap.path)}`,
    isOneClick: canAsk && dumpcap.isOwnedByRoot,
  }
}

export function joinGroup({ canAsk }: SystemFacts, dumpcap: DumpcapFacts, group: string): Fix {
  return {
    id: 'join-group',
    text: `Join the group ${group}, then log out and in again.`,
    command: `sudo usermod -aG ${quoted(group)} "$USER"`,
    isOneClick: canAsk && dumpcap.isOwnedByRoot,
  }
}

export function logInAgain(group: string): Fix {
  const text = `You are in the group ${group} from your next login on: log out and in again.`
  return { id: 'retry', text, command: '', isOneClick: false, after: { what: 'login', group } }
}

export function installDumpcap({ platform, installer }: SystemFacts): Fix {
  const text =
    platform === 'win32'
      ? 'Install Wireshark with Npcap from wireshark.org, then list the interfaces again.'
      : platform === 'darwin'
        ? 'Install Wireshark, with its package ChmodBPF, then list the interfaces again.'
        : 'Install dumpcap, the part of Wireshark that captures, then list the interfaces again.'
  return { id: 'install-dumpcap', text, command: installer === null ? '' : INSTALL[installer], isOneClick: false }
}

export function allowNode({ node }: SystemFacts): Fix {
  return {
    id: 'allow-node',
    text: 'Give Node the right to capture; every program that runs in this Node then has it, so dumpcap is the better way.',
    command: `sudo setcap cap_net_raw+eip ${quoted(node)}`,
    isOneClick: false,
  }
}

export function allowBpf({ canAsk }: SystemFacts): Fix {
  return {
    id: 'allow-bpf',
    text: 'Let administrators of this Mac open the capture devices until it restarts; Wireshark’s ChmodBPF does so at every start.',
    command: 'sudo chgrp admin /dev/bpf* && sudo chmod g+rw /dev/bpf*',
    isOneClick: canAsk,
  }
}

export const INSTALL_NPCAP: Fix = {
  id: 'install-npcap',
  text: 'Install Npcap from npcap.com, or Wireshark, which brings it, then list the interfaces again.',
  command: '',
  isOneClick: false,
}

export function interfaceUp(platform: NodeJS.Platform, name: string): Fix {
  const command =
    platform === 'linux'
      ? `sudo ip link set ${quoted(name)} up`
      : platform === 'win32'
        ? ''
        : `sudo ifconfig ${quoted(name)} up`
  return { id: 'interface-up', text: `Bring ${name} up.`, command, isOneClick: false }
}

export const RETRY: Fix = {
  id: 'retry',
  text: 'List the interfaces again.',
  command: '',
  isOneClick: false,
  after: { what: 'listing', group: null },
}

export const ASK: Fix = {
  id: 'retry',
  text: 'Ask whoever administers this computer to let you run dumpcap, then list the interfaces again.',
  after: { what: 'administrator', group: null },
  command: '',
  isOneClick: false,
}
