/** What other folders use of this one. */
export { readSockets } from './readSockets'
export { SocketsUnreadable } from './unreadable'
export { SocketWatch } from './watch'
