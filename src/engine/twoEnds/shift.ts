/** A shift of sequence numbers is found from the first capture to the second; people think of client to server. */
import type { Sides } from '../../contracts/flow'
import type { End } from '../../contracts/twoEnds'

/** What the path adds on the way from the client's end to the server's. */
export function atClientsEnd({ client, server }: Sides<number>, clientEnd: End): Sides<number> {
  if (clientEnd === 'first') return { client, server }
  return { client: -client >>> 0, server: -server >>> 0 }
}
