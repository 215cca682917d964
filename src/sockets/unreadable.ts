/** The kernel's table can't be read here. The message is one sentence for the user. */
export class SocketsUnreadable extends Error {}
