/** When each rule about kernel and wire holds, and when it just doesn't: see disagreements.test.ts. */
import type { Endpoint } from '../../contracts/flow'
import type { KernelSocket, SocketTable } from '../../contracts/sockets'
import { DATA, HANDSHAKE } from '../verdicts/verdict.fixture'
import { clientSocket, listening, serverSocket } from './kernel.fixture'

export interface KernelScene {
  readonly name: string
  readonly events: string
  /** Whose kernel it is. */
  readonly host: 'client' | 'server'
  /** What the kernel lists. */
  readonly sockets: readonly KernelSocket[]
  /** What it listed at a reading before; the same without. */
  readonly before?: readonly KernelSocket[]
  readonly table?: Partial<SocketTable>
  /** Milliseconds from the last segment to the first reading; 2 s without. */
  readonly quietMs?: number
}

export interface KernelCase {
  readonly fires: KernelScene
  readonly severity: 'note' | 'warning' | 'stuck'
  /** Frames that prove its verdict; without, it is none. */
  readonly frames?: readonly number[]
  /** The whole sentence. */
  readonly sentence: string
  readonly nearMiss: KernelScene
}

const SYN = '+0 A > B S <mss 1460>\n'
const SYN_ACK = `${SYN}+0.02 B > A S. <mss 1460>\n`
const OPEN = HANDSHAKE + DATA
const HALF = `${OPEN}+0.1 A > B F.\n+0.02 B > A .\n`
const CLOSED = `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n`
const RETRIES = { kind: 'retransmission', leftMs: 400, tries: 3 } as const
const lingers = (leftMs: number) => ({ kind: 'time-wait', leftMs, tries: 0 }) as const
const FOREIGN: Endpoint = { address: '198.51.100.7', port: 4000 }

const at = (host: KernelScene['host'], name: string, events: string, ...sockets: KernelSocket[]): KernelScene => ({
  name,
  events,
  host,
  sockets,
})

export const KERNEL_CASES: Readonly<Record<string, KernelCase>> = {
  'syn-ack-not-delivered': {
    fires: at('client', 'SYN,ACK on the wire, SYN_SENT in the kernel', SYN_ACK, clientSocket({ state: 'SYN_SENT' })),
    severity: 'stuck',
    frames: [1, 2],
    sentence:
      'wire: the SYN,ACK of 192.0.2.10:443 arrived; kernel: SYN_SENT: the firewall of this host (or its reverse path filter) drops it.',
    nearMiss: at('client', 'no SYN,ACK came', SYN, clientSocket({ state: 'SYN_SENT' })),
  },
  'accept-queue-overflow': {
    fires: at(
      'server',
      'the queue of the listener is full and the ACK not taken',
      HANDSHAKE,
      listening(129),
      serverSocket({ state: 'SYN_RCVD' }),
    ),
    severity: 'stuck',
    frames: [2, 3],
    sentence:
      'wire: 10.0.0.5:51514 has acknowledged the SYN,ACK; kernel: SYN_RCVD, and the accept queue of port 443 is full (129 connections wait where 128 may): nginx (pid 700) does not call accept().',
    nearMiss: at(
      'server',
      'one more connection has room',
      HANDSHAKE,
      listening(128),
      serverSocket({ state: 'SYN_RCVD' }),
    ),
  },
  'syn-not-delivered': {
    fires: at('server', 'a SYN arrives and the listener does not know', SYN, listening()),
    severity: 'stuck',
    frames: [1],
    sentence:
      'wire: the SYN of 10.0.0.5:51514 arrived and was not answered; kernel: LISTEN on port 443 by nginx (pid 700), no SYN_RCVD: the firewall of this host (or its reverse path filter) drops the SYN.',
    nearMiss: at('server', 'it is answered', SYN_ACK, listening()),
  },
  'nobody-listens': {
    fires: at('server', 'a SYN arrives where nobody listens, no RST', SYN),
    severity: 'stuck',
    frames: [1],
    sentence:
      'wire: the SYN of 10.0.0.5:51514 arrived and was not answered; kernel: nobody listens on 192.0.2.10:443: no RST says so: the firewall of this host drops the SYN or the RST, or the port is forwarded elsewhere.',
    nearMiss: at('server', 'RST answers', `${SYN}+0.02 B > A R. =0:0(0) ack 1\n`),
  },
  'syn-ack-not-leaving': {
    fires: at('server', 'SYN_RCVD, and no SYN,ACK', SYN, listening(), serverSocket({ state: 'SYN_RCVD' })),
    severity: 'stuck',
    frames: [1],
    sentence:
      'wire: the SYN of 10.0.0.5:51514 arrived, no SYN,ACK left; kernel: SYN_RCVD, its SYN,ACK is sent: the firewall of this host drops it on the way out, or it leaves by an interface that is not captured.',
    nearMiss: at('server', 'SYN,ACK left', SYN_ACK, listening(), serverSocket({ state: 'SYN_RCVD' })),
  },
  'ack-not-delivered': {
    fires: at(
      'server',
      'ACK and data arrive, SYN_RCVD stays',
      `${HANDSHAKE}+0.01 A > B P. (100)\n`,
      listening(),
      serverSocket({ state: 'SYN_RCVD' }),
    ),
    severity: 'stuck',
    frames: [3, 4],
    sentence:
      'wire: the ACK of 10.0.0.5:51514 and data arrived; kernel: SYN_RCVD: the firewall of this host drops them.',
    nearMiss: at(
      'server',
      'no data yet, which it may wait for',
      HANDSHAKE,
      listening(),
      serverSocket({ state: 'SYN_RCVD' }),
    ),
  },
  'not-accepted': {
    fires: at('server', 'established and held by nobody', OPEN, listening(3), serverSocket({ owners: [] })),
    severity: 'stuck',
    frames: [1, 4],
    sentence:
      'wire: 10.0.0.5:51514 opened the connection; kernel: ESTABLISHED, held by no process; 3 connections wait where 128 may: it waits for accept() of nginx (pid 700).',
    nearMiss: {
      ...at('server', 'the owner is hidden', OPEN, listening(3), serverSocket({ owners: [] })),
      table: { lacks: 'processes of other users are hidden' },
    },
  },
  'not-closed': {
    fires: at('server', 'CLOSE_WAIT', HALF, serverSocket({ state: 'CLOSE_WAIT' })),
    severity: 'stuck',
    sentence:
      'wire: the FIN of 10.0.0.5:51514 came 12 s ago; kernel: CLOSE_WAIT: python3 (pid 812) has not called close().',
    nearMiss: at('server', 'it has closed', `${HALF}+1 B > A F.\n`, serverSocket({ state: 'LAST_ACK' })),
  },
  'not-leaving': {
    fires: at(
      'client',
      'the kernel repeats, the wire is silent',
      OPEN,
      clientSocket({ sendQueue: 500, timer: RETRIES, metrics: { lastSendMs: 300 } }),
    ),
    severity: 'stuck',
    frames: [7],
    sentence:
      'wire: 10.0.0.5:51514 has sent nothing for 12 s; kernel: ESTABLISHED, tried 3 times to send meanwhile: the firewall of this host (or its queue) drops the segments on the way out, or they take another interface.',
    nearMiss: at(
      'client',
      'what it sent last is on the wire',
      `${OPEN}+0.1 A > B P. (500)\n`,
      clientSocket({ sendQueue: 500, timer: RETRIES, metrics: { lastSendMs: 11_900 } }),
    ),
  },
  'not-delivered': {
    fires: at(
      'server',
      'data arrives, and the kernel has less',
      `${OPEN}+0.1 A > B P. (300)\n`,
      serverSocket({ metrics: { bytesReceived: 100 } }),
    ),
    severity: 'stuck',
    frames: [6, 8],
    sentence:
      'wire: 300 B of 10.0.0.5:51514 arrived and 192.0.2.10:443 does not acknowledge it; kernel: ESTABLISHED, has received none of it: the firewall of this host drops it, or its checksum is wrong.',
    nearMiss: at(
      'server',
      'the kernel has all of it',
      `${OPEN}+0.1 A > B P. (300)\n`,
      serverSocket({ metrics: { bytesReceived: 400 } }),
    ),
  },
  'not-reading': {
    fires: at('server', 'bytes lie unread', OPEN, serverSocket({ receiveQueue: 100, metrics: { bytesReceived: 100 } })),
    severity: 'warning',
    frames: [4],
    sentence:
      'wire: 192.0.2.10:443 acknowledged what its peer sent; kernel: ESTABLISHED, 100 B unread: python3 (pid 812) has read nothing for 10 s.',
    nearMiss: at('server', 'all is read', OPEN, serverSocket({ metrics: { bytesReceived: 100 } })),
  },
  'reset-not-delivered': {
    fires: at('client', 'RST arrives, ESTABLISHED stays', `${OPEN}+0.1 B > A R.\n`, clientSocket({})),
    severity: 'stuck',
    frames: [8],
    sentence:
      'wire: RST of 192.0.2.10:443 arrived; kernel: ESTABLISHED: the firewall of this host drops it, or its sequence number was not accepted; the application waits on.',
    nearMiss: at('client', 'the socket is gone', `${OPEN}+0.1 B > A R.\n`),
  },
  'reset-not-ours': {
    fires: at('client', 'RST in its name, ESTABLISHED stays', `${OPEN}+0.1 A > B R.\n`, clientSocket({})),
    severity: 'warning',
    frames: [8],
    sentence:
      'wire: RST in the name of 10.0.0.5:51514; kernel: ESTABLISHED: TCP did not send it: a firewall of this host answers so (REJECT), or a device forged it.',
    nearMiss: at('client', 'the socket is gone with it', `${OPEN}+0.1 A > B R.\n`),
  },
  'fin-ack-not-delivered': {
    fires: at('client', 'the FIN is acknowledged, FIN_WAIT_1 stays', HALF, clientSocket({ state: 'FIN_WAIT_1' })),
    severity: 'warning',
    frames: [8, 9],
    sentence:
      'wire: 192.0.2.10:443 acknowledged the FIN of 10.0.0.5:51514; kernel: FIN_WAIT_1: the firewall of this host drops the ACK.',
    nearMiss: at('client', 'the kernel knows', HALF, clientSocket({ state: 'FIN_WAIT_2' })),
  },
  'connection-gone': {
    fires: { ...at('client', 'there was a socket', OPEN), before: [clientSocket({})] },
    severity: 'warning',
    frames: [7],
    sentence:
      'wire: ESTABLISHED, 10.0.0.5:51514 last sent 12 s ago; kernel: the socket is gone: its process or its retries ended, and neither FIN nor RST reached the wire; the peer takes it for open.',
    nearMiss: { ...at('client', 'it was reset', `${OPEN}+0.1 A > B R.\n`), before: [clientSocket({})] },
  },
  'fin-wait-2-held': {
    fires: at(
      'client',
      'an orphan with its timer',
      HALF,
      clientSocket({ state: 'FIN_WAIT_2', owners: [], timer: lingers(48_000) }),
    ),
    severity: 'note',
    sentence:
      'wire: 192.0.2.10:443 acknowledged the FIN and has sent none; kernel: FIN_WAIT_2: no process holds the socket; the kernel forgets it in 48 s.',
    nearMiss: at('client', 'not acknowledged yet', `${OPEN}+0.1 A > B F.\n`, clientSocket({ state: 'FIN_WAIT_1' })),
  },
  'time-wait-differs': {
    fires: at(
      'client',
      'the kernel lingers longer',
      CLOSED,
      clientSocket({ state: 'TIME_WAIT', owners: [], timer: lingers(58_000) }),
    ),
    severity: 'note',
    sentence:
      'wire: TIME_WAIT goes on for 48 s; kernel: TIME_WAIT goes on for 58 s: a segment that the capture does not show restarted the timer.',
    nearMiss: at(
      'client',
      'as long as the wire says',
      CLOSED,
      clientSocket({ state: 'TIME_WAIT', owners: [], timer: lingers(47_000) }),
    ),
  },
  'time-wait-cut-short': {
    fires: { ...at('client', 'the socket is gone early', CLOSED), before: [clientSocket({ state: 'TIME_WAIT' })] },
    severity: 'note',
    sentence:
      'wire: TIME_WAIT goes on for 48 s; kernel: the socket is gone: it was reset, its ports were taken again, or this host has as many in TIME_WAIT as it allows.',
    nearMiss: {
      ...at('client', 'its time is over', CLOSED),
      before: [clientSocket({ state: 'TIME_WAIT' })],
      quietMs: 59_000,
    },
  },
  'no-socket': {
    fires: at('client', 'nor was there one', OPEN),
    severity: 'note',
    sentence:
      'wire: ESTABLISHED, 10.0.0.5:51514 last sent 12 s ago; kernel: no such socket, nor one since the capture began: it ended before, or belongs to a container, a virtual machine or a port that is forwarded.',
    nearMiss: at('client', 'there is one', OPEN, clientSocket({})),
  },
}

/** Sockets of a connection that the capture doesn't show. */
export const elsewhere = (part: Partial<KernelSocket>): KernelSocket => clientSocket({ remote: FOREIGN, ...part })
