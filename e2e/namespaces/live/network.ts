/**
 * The network of the live tests: this process's own namespace is the host that Lastack watches; a router and a server
 * have namespaces of their own. Needs root, iproute2, nftables and a C compiler; see scripts/namespaces.mjs.
 *
 *   here 10.78.1.1 -- wire | near -- router -- far | wire -- 10.78.2.2 there
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export const HERE = '10.78.1.1'
export const THERE = '10.78.2.2'
/** The interface on which Lastack listens. */
export const WIRE = 'wire'
const NEAR = '10.78.1.254'
const FAR = '10.78.2.254'
const TABLE = ['inet', 'lastack'] as const

type Host = 'here' | 'router' | 'there'

export class Network {
  private readonly router = `lastack-${process.pid}-router`
  private readonly there = `lastack-${process.pid}-there`

  constructor() {
    const own = interfaces().filter((name) => name !== 'lo')
    if (own.length > 0)
      throw new Error(`these tests need a network namespace of their own, and found ${own.join(', ')}`)
    run('ip', 'link', 'set', 'lo', 'up')
    for (const name of [this.router, this.there]) run('ip', 'netns', 'add', name)
    run('ip', 'link', 'add', WIRE, 'type', 'veth', 'peer', 'name', 'near', 'netns', this.router)
    this.on('there', 'ip', 'link', 'add', WIRE, 'type', 'veth', 'peer', 'name', 'far', 'netns', this.router)
    this.address('here', WIRE, HERE)
    this.address('there', WIRE, THERE)
    this.address('router', 'near', NEAR)
    this.address('router', 'far', FAR)
    this.on('here', 'ip', 'route', 'add', 'default', 'via', NEAR)
    this.on('there', 'ip', 'route', 'add', 'default', 'via', FAR)
    this.set('router', 'net.ipv4.ip_forward', 1)
    this.on('there', 'ip', 'link', 'set', 'lo', 'up')
  }

  private address(host: Host, device: string, address: string): void {
    this.on(host, 'ip', 'address', 'add', `${address}/24`, 'dev', device)
    this.on(host, 'ip', 'link', 'set', device, 'up')
  }

  /** What starts a program on a host. */
  prefix(host: Host): readonly string[] {
    return host === 'here' ? [] : ['ip', 'netns', 'exec', host === 'router' ? this.router : this.there]
  }

  /** @throws where it fails. */
  on(host: Host, ...command: string[]): void {
    const [program, ...words] = [...this.prefix(host), ...command]
    run(program as string, ...words)
  }

  set(host: Host, setting: string, value: number): void {
    this.on(host, 'sysctl', '-q', '-w', `${setting}=${value}`)
  }

  /** Drops on a host, at a hook, what an nftables expression matches, until `clear`. */
  drop(host: Host, hook: 'input' | 'output' | 'forward', expression: string): void {
    this.nft(host, 'add', 'table', ...TABLE)
    const chain = ['{', 'type', 'filter', 'hook', hook, 'priority', '0', ';', '}']
    this.nft(host, 'add', 'chain', ...TABLE, hook, ...chain)
    this.nft(host, 'add', 'rule', ...TABLE, hook, ...expression.split(' '), 'drop')
  }

  /** As it was at first: cables in, packets of every size through. */
  mend(): void {
    this.clear()
    this.on('there', 'ip', 'link', 'set', WIRE, 'up')
    this.on('there', 'ip', 'route', 'replace', 'default', 'via', FAR)
    this.on('router', 'ip', 'link', 'set', 'far', 'mtu', '1500')
  }

  /** Lets everything through again. */
  clear(): void {
    for (const host of ['here', 'router', 'there'] as const) {
      this.nft(host, 'add', 'table', ...TABLE)
      this.nft(host, 'delete', 'table', ...TABLE)
    }
  }

  private nft(host: Host, ...words: string[]): void {
    this.on(host, 'nft', ...words)
  }

  close(): void {
    for (const name of [this.router, this.there]) run('ip', 'netns', 'del', name)
  }
}

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Names of this namespace's interfaces; /sys may still show those of another. */
const interfaces = (): string[] =>
  [...readFileSync('/proc/self/net/dev', 'utf8').matchAll(/^ *([^:\n]+):/gm)].map(([, name]) => name ?? '')
