/** Real connections on loopback, brought into the states of a close. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export interface Connection {
  readonly client: Socket
  readonly server: Socket
}

/** A listening socket on 127.0.0.1, or another address of this host. */
export class Loopback {
  private readonly sockets: Socket[] = []

  private constructor(private readonly listener: Server) {}

  static async listen(address = '127.0.0.1'): Promise<Loopback> {
    const listener = createServer({ allowHalfOpen: true })
    listener.listen(0, address)
    await once(listener, 'listening')
    return new Loopback(listener)
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port
  }

  async connection(address = '127.0.0.1'): Promise<Connection> {
    const accepted = once(this.listener, 'connection')
    const client = connect({ port: this.port, host: address, allowHalfOpen: true })
    await once(client, 'connect')
    const [server] = (await accepted) as [Socket]
    this.sockets.push(client, server)
    return { client, server }
  }

  /** The client closes its half; the server keeps its own open: FIN_WAIT_2 and CLOSE_WAIT. */
  async halfClosed(): Promise<Connection> {
    const pair = await this.connection()
    const ended = once(pair.server.resume(), 'end')
    pair.client.resume().end()
    await ended
    return pair
  }

  /** Both close, the client first: its end lingers in TIME_WAIT. @returns the client's port. */
  async timeWait(): Promise<number> {
    const { client, server } = await this.halfClosed()
    const port = client.localPort ?? 0
    const closed = once(client, 'close')
    server.end()
    await closed
    return port
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy()
    this.listener.close()
  }
}
