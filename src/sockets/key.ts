import type { KernelSocket } from '../contracts/sockets'

/** Names a socket as long as it is listed: both endpoints as text. */
export const socketKey = ({ local, remote }: KernelSocket): string =>
  `${local.address} ${local.port} ${remote.address} ${remote.port}`
