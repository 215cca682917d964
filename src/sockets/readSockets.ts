/** One reading of this host's TCP sockets, whatever the system. */
import { SocketsUnreadable } from './unreadable'
import type { MeteredTable } from './work'

/**
 * Reads every TCP socket of this host (on Linux: of this network namespace), with timers, processes and metrics as far
 * as the system tells them; `lacks` says what it does not.
 *
 * @throws SocketsUnreadable with a sentence for the user.
 */
export async function readSockets(): Promise<MeteredTable> {
  switch (process.platform) {
    case 'linux':
      return (await import('./linux/readLinux')).readLinux()
    case 'darwin':
    case 'win32':
      return (await import('./systems/readByLibrary')).readByLibrary(process.platform)
    default:
      throw new SocketsUnreadable(`The sockets of ${process.platform} can't be read: Linux, macOS and Windows can`)
  }
}
