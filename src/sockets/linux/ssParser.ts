/** The output of `ss`, piece by piece, as sockets. */
import type { StateName } from '../../contracts/names'
import type { KernelSocket, SocketMetrics, SocketOwner, SocketTimer } from '../../contracts/sockets'
import { readEndpoint } from '../address'
import { readMetrics } from './metrics'
import { SS_STATES } from './states'
import { readTimer } from './timer'
import { readUsers } from './users'

const SPACE = 32
const USERS = 'users:(('
const TIMER = 'timer:('
/** A head line is longer than this only where somebody plays with names: it is given up. */
const MAX_HEAD = 64 * 1024
const NOBODY: readonly SocketOwner[] = []

/**
 * Takes the output in pieces of any size and keeps only the unfinished line. Any bytes are taken; a line that is no
 * socket is counted in `strays` and passed over.
 */
export class SsParser {
  readonly sockets: KernelSocket[] = []
  strays = 0
  private rest = ''
  private head = ''
  private metrics: SocketMetrics | null = null

  /** @param only the state of every socket, where `ss` was asked for one and so leaves out that column. */
  constructor(private readonly only: StateName | null = null) {}

  feed(bytes: Buffer): void {
    const text = this.rest + bytes.toString('latin1')
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.line(text.slice(from, end))
      from = end + 1
    }
    this.rest = text.slice(from)
    if (this.rest.length > MAX_HEAD) {
      this.line(this.rest)
      this.rest = ''
    }
  }

  /** The output has ended. */
  end(): void {
    if (this.rest !== '') this.line(this.rest)
    this.rest = ''
    this.finish()
  }

  private line(line: string): void {
    if (line.startsWith('\t') && this.head !== '' && !isCut(this.head)) {
      this.metrics ??= readMetrics(line.slice(1))
    } else if (isCut(this.head) && this.head.length < MAX_HEAD && this.read(line, null) === null) {
      // The name of a process (15 bytes at most, too few for a socket) holds a line end: the line goes on.
      this.head += `\n${line}`
    } else {
      this.finish()
      this.head = line
    }
  }

  private finish(): void {
    const { head, metrics } = this
    this.head = ''
    this.metrics = null
    if (head === '') return
    const socket = this.read(head, metrics)
    if (socket === null) this.strays += 1
    else this.sockets.push(socket)
  }

  /** `ESTAB 0 0 127.0.0.1:80 127.0.0.1:5000 users:(…) timer:(…)`, columns apart by blanks. */
  private read(head: string, metrics: SocketMetrics | null): KernelSocket | null {
    const words = new Words(head)
    const state = this.only ?? SS_STATES.get(words.next())
    const receiveQueue = Number(words.next() || Number.NaN)
    const sendQueue = Number(words.next() || Number.NaN)
    const local = readEndpoint(words.next())
    const remote = readEndpoint(words.next())
    if (state === undefined || local === null || remote === null) return null
    if (!Number.isSafeInteger(receiveQueue) || !Number.isSafeInteger(sendQueue)) return null
    let at = words.at
    let owners = NOBODY
    const users = head.indexOf(USERS, at)
    if (users >= 0) {
      const read = readUsers(head, users + USERS.length)
      if (read !== null) {
        owners = read.owners
        at = read.end
      }
    }
    return {
      local,
      remote,
      state,
      receiveQueue,
      sendQueue,
      timer: timerIn(head, at),
      owners,
      metrics: state === 'LISTEN' ? null : metrics,
    }
  }
}

/** The list of processes began on this line and did not end. */
function isCut(head: string): boolean {
  const users = head.indexOf(USERS)
  return users >= 0 && readUsers(head, users + USERS.length) === null
}

function timerIn(head: string, from: number): SocketTimer | null {
  const at = head.indexOf(TIMER, from)
  const end = at < 0 ? -1 : head.indexOf(')', at)
  return end < 0 ? null : readTimer(head.slice(at + TIMER.length, end))
}

/** The words of a line, one after the other. */
class Words {
  at = 0

  constructor(private readonly line: string) {}

  /** '' when there are no more. */
  next(): string {
    const { line } = this
    let from = this.at
    while (from < line.length && line.charCodeAt(from) === SPACE) from += 1
    const end = line.indexOf(' ', from)
    this.at = end < 0 ? line.length : end
    return line.slice(from, this.at)
  }
}
