/** Every way in which a connection hangs or ends that live capture must tell, made with real sockets. */
import { setTimeout as pause } from 'node:timers/promises'
import type { StateName } from '../../../src/contracts/names'
import type { Actor } from './actor'
import { HERE, type Network, THERE, WIRE } from './network'

/** Who acts in a situation. `here` is watched by Lastack. */
export interface Cast {
  readonly network: Network
  readonly here: Actor
  readonly there: Actor
  /** A port that no situation before has used. */
  readonly port: number
}

export interface Expected {
  /** Client and server by the wire. */
  readonly wire: readonly [StateName, StateName]
  readonly verdict: string
  /** Other rules that hold. */
  readonly also?: readonly string[]
  /** Of this host's socket; null: the kernel has none. */
  readonly kernel: StateName | null
  /** Whether the process that holds this host's socket is to be seen, or was its last owner. */
  readonly owner: 'holds' | 'held' | null
}

export interface Situation {
  readonly name: string
  /** Brings it about; resolves when the last segment that matters is on the wire. */
  readonly make: (cast: Cast) => Promise<void>
  /** Milliseconds that must pass before the verdict can be reached: the rule's patience. */
  readonly patienceMs: number
  readonly expected: Expected
}

/** A connection that is open for so long, milliseconds, has been seen in the kernel's table. */
export const SEEN_AFTER_MS = 300

/** A connection from here to there: sockets 2 here, 2 there, listener 1 there. */
async function connected({ here, there, port }: Cast): Promise<void> {
  await there.do(1, `listen ${THERE} ${port} 8`)
  await here.do(2, `connect ${THERE} ${port} 1000`)
  await there.do(2, 'accept 1 1000')
}

/** Some request and answer. */
async function talked(cast: Cast): Promise<void> {
  await connected(cast)
  await cast.here.tell(2, 'write 300')
  await cast.there.tell(2, 'read 300 1000')
  await cast.there.tell(2, 'write 2000')
  await cast.here.tell(2, 'read 2000 1000')
  // A connection has an owner to be remembered once it was seen open.
  await pause(SEEN_AFTER_MS)
}

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'refused',
    make: async ({ here, port }) => {
      await here.tell(2, `connect ${THERE} ${port} 1000`)
    },
    patienceMs: 0,
    expected: { wire: ['CLOSED', 'CLOSED'], verdict: 'syn-refused', kernel: null, owner: null },
  },
  {
    name: 'filtered: the SYN is dropped on the way',
    make: async ({ network, here, port }) => {
      network.drop('router', 'forward', `tcp dport ${port}`)
      await here.tell(2, `connect ${THERE} ${port} 100`)
    },
    patienceMs: 3000,
    expected: { wire: ['SYN_SENT', 'UNKNOWN'], verdict: 'syn-unanswered', kernel: 'SYN_SENT', owner: 'holds' },
  },
  {
    name: 'the SYN,ACK is dropped by the firewall of this host',
    make: async ({ network, here, there, port }) => {
      network.drop('here', 'input', `tcp sport ${port}`)
      await there.do(1, `listen ${THERE} ${port} 8`)
      await here.tell(2, `connect ${THERE} ${port} 100`)
    },
    patienceMs: 1000,
    expected: {
      wire: ['SYN_SENT', 'SYN_RCVD'],
      verdict: 'syn-ack-not-delivered',
      kernel: 'SYN_SENT',
      owner: 'holds',
    },
  },
  {
    name: 'data is dropped by the firewall of this host before it leaves',
    make: async (cast) => {
      await talked(cast)
      cast.network.drop('here', 'output', `tcp dport ${cast.port}`)
      await cast.here.tell(2, 'write 300')
    },
    patienceMs: 5000,
    expected: { wire: ['ESTABLISHED', 'ESTABLISHED'], verdict: 'not-leaving', kernel: 'ESTABLISHED', owner: 'holds' },
  },
  {
    name: 'accept queue full at this host',
    make: async ({ here, there, port }) => {
      await here.do(1, `listen ${HERE} ${port} 1`)
      for (const socket of [2, 3]) await there.do(socket, `connect ${HERE} ${port} 1000`)
      await there.tell(4, `connect ${HERE} ${port} 200`)
    },
    patienceMs: 3000,
    expected: { wire: ['SYN_SENT', 'UNKNOWN'], verdict: 'accept-queue-overflow', kernel: null, owner: null },
  },
  {
    name: 'established, and idle',
    make: talked,
    patienceMs: 0,
    expected: { wire: ['ESTABLISHED', 'ESTABLISHED'], verdict: 'open', kernel: 'ESTABLISHED', owner: 'holds' },
  },
  {
    name: 'the server never closes',
    make: async (cast) => {
      await talked(cast)
      await cast.here.do(2, 'shutdown')
    },
    patienceMs: 5000,
    expected: {
      wire: ['FIN_WAIT_2', 'CLOSE_WAIT'],
      verdict: 'server-not-closing',
      kernel: 'FIN_WAIT_2',
      owner: 'holds',
    },
  },
  {
    name: 'this host never closes',
    make: async (cast) => {
      await talked(cast)
      await cast.there.do(2, 'shutdown')
    },
    patienceMs: 5000,
    expected: {
      wire: ['CLOSE_WAIT', 'FIN_WAIT_2'],
      verdict: 'client-not-closing',
      kernel: 'CLOSE_WAIT',
      owner: 'holds',
    },
  },
  {
    name: 'closed with four segments',
    make: async (cast) => {
      await talked(cast)
      await cast.here.do(2, 'shutdown')
      await pause(100)
      await cast.there.do(2, 'close')
      await cast.here.do(2, 'close')
    },
    patienceMs: 0,
    expected: {
      wire: ['TIME_WAIT', 'CLOSED'],
      verdict: 'closed-normally',
      also: ['time-wait'],
      kernel: 'TIME_WAIT',
      owner: 'held',
    },
  },
  {
    name: 'closed with three segments',
    make: async (cast) => {
      await talked(cast)
      const followed = cast.there.do(2, 'follow 1000')
      await cast.here.do(2, 'close')
      await followed
    },
    patienceMs: 0,
    expected: {
      wire: ['TIME_WAIT', 'CLOSED'],
      verdict: 'closed-normally',
      also: ['time-wait'],
      kernel: 'TIME_WAIT',
      owner: 'held',
    },
  },
  {
    name: 'closed by both at once',
    make: async (cast) => {
      const { network, here, there, port } = cast
      await talked(cast)
      // The FINs cross: both are on the wire here before either is delivered.
      network.drop('router', 'forward', `tcp dport ${port} tcp flags & fin == fin`)
      network.drop('here', 'input', `tcp sport ${port} tcp flags & fin == fin`)
      await Promise.all([here.do(2, 'shutdown'), there.do(2, 'shutdown')])
      await pause(50)
      network.clear()
      await pause(1000)
      await Promise.all([here.do(2, 'close'), there.do(2, 'close')])
    },
    patienceMs: 0,
    expected: {
      wire: ['TIME_WAIT', 'TIME_WAIT'],
      verdict: 'closed-normally',
      also: ['simultaneous-close', 'time-wait'],
      kernel: 'TIME_WAIT',
      owner: 'held',
    },
  },
  {
    name: 'reset by SO_LINGER 0',
    make: async (cast) => {
      await talked(cast)
      await cast.here.do(2, 'reset')
    },
    patienceMs: 0,
    expected: { wire: ['CLOSED', 'CLOSED'], verdict: 'reset-by-client', kernel: null, owner: null },
  },
  {
    name: 'reset by closing with unread data',
    make: async (cast) => {
      await talked(cast)
      await cast.here.tell(2, 'write 500')
      await pause(50)
      await cast.there.do(2, 'close')
    },
    patienceMs: 0,
    expected: { wire: ['CLOSED', 'CLOSED'], verdict: 'reset-by-server', kernel: null, owner: null },
  },
  {
    name: 'the server does not read',
    make: async (cast) => {
      await talked(cast)
      await fill(cast.here)
    },
    patienceMs: 4000,
    expected: { wire: ['ESTABLISHED', 'ESTABLISHED'], verdict: 'zero-window', kernel: 'ESTABLISHED', owner: 'holds' },
  },
  {
    name: 'this host does not read',
    make: async (cast) => {
      await talked(cast)
      await fill(cast.there)
    },
    patienceMs: 4000,
    expected: { wire: ['ESTABLISHED', 'ESTABLISHED'], verdict: 'not-reading', kernel: 'ESTABLISHED', owner: 'holds' },
  },
  {
    name: 'the cable pulled in the middle of data',
    make: async (cast) => {
      await talked(cast)
      cast.network.on('there', 'ip', 'link', 'set', WIRE, 'down')
      await cast.here.tell(2, 'write 20000')
    },
    patienceMs: 6000,
    expected: {
      wire: ['ESTABLISHED', 'ESTABLISHED'],
      verdict: 'data-unacknowledged',
      kernel: 'ESTABLISHED',
      owner: 'holds',
    },
  },
  {
    name: 'a black hole for large segments',
    make: async (cast) => {
      await talked(cast)
      cast.network.on('router', 'ip', 'link', 'set', 'far', 'mtu', '1000')
      cast.network.drop('router', 'output', 'icmp type destination-unreachable')
      await cast.here.tell(2, 'write 20000')
      // The server is heard of after that, so it is alive.
      await pause(500)
      await cast.there.tell(2, 'write 100')
    },
    patienceMs: 6000,
    expected: {
      wire: ['ESTABLISHED', 'ESTABLISHED'],
      verdict: 'mtu-black-hole',
      kernel: 'ESTABLISHED',
      owner: 'holds',
    },
  },
  {
    name: 'ports used again in TIME_WAIT',
    make: async ({ here, there, port }) => {
      await here.do(1, `listen ${HERE} ${port} 8`)
      for (const socket of [2, 3]) {
        await there.do(socket, `connect ${HERE} ${port} 1000 40123`)
        await here.do(socket, 'accept 1 1000')
        await here.do(socket, 'shutdown')
        await pause(50)
        await there.do(socket, 'close')
        await here.do(socket, 'close')
      }
    },
    patienceMs: 0,
    expected: {
      wire: ['CLOSED', 'TIME_WAIT'],
      verdict: 'time-wait-reuse',
      also: ['time-wait'],
      kernel: 'TIME_WAIT',
      owner: 'held',
    },
  },
]

/** Writes until the peer's buffer and the own are full. */
async function fill(actor: Actor): Promise<void> {
  for (let empty = 0; empty < 3; ) {
    const answer = await actor.tell(2, 'write 4000000')
    empty = answer === 'wrote 0' ? empty + 1 : 0
    await pause(100)
  }
}
