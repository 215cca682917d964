import type { KernelSocket } from '../../contracts/sockets'
import { endpointText } from '../flows/address'

/** Names a socket while it is listed. Sockets that share all four (SO_REUSEPORT listeners) share their name. */
export const socketKey = ({ local, remote }: KernelSocket): string =>
  `${endpointText(local.address, local.port)} ${endpointText(remote.address, remote.port)}`
