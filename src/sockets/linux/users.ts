/** `users:(("nginx",pid=812,fd=6),("nginx",pid=813,fd=6))`: the processes that hold a socket. */
import type { SocketOwner } from '../../contracts/sockets'

/** A name may hold quotes, commas, parentheses and line ends: it ends where pid and fd follow. */
const USER = /"([\s\S]*?)",pid=(\d+),(?:tid=\d+,)?fd=\d+\)(?=,\("|\))/y
const BEYOND_ASCII = /[\x80-\xff]/

/**
 * Reads what follows `users:((`, up to the closing parenthesis of all.
 *
 * @param text one byte a character (latin1), as lines are cut before names are decoded
 * @param from where the first name's quote is expected
 * @returns each process once, however many descriptors it has, and the index after the list; null: the list doesn't
 *   end here (a name with a line end cut it)
 */
export function readUsers(text: string, from: number): { readonly owners: SocketOwner[]; readonly end: number } | null {
  const owners: SocketOwner[] = []
  for (let at = from; ; ) {
    USER.lastIndex = at
    const match = USER.exec(text)
    if (match === null) return null
    const pid = Number(match[2])
    if (!owners.some((owner) => owner.pid === pid)) owners.push({ pid, name: decoded(match[1] ?? ''), isPast: false })
    at = USER.lastIndex
    if (text[at] === ')') return { owners, end: at + 1 }
    at += ',('.length
  }
}

const decoded = (name: string): string =>
  BEYOND_ASCII.test(name) ? Buffer.from(name, 'latin1').toString('utf8') : name
