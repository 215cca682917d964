/** libpcap's programs would read these as a pipe, a file or a host on the network; here interfaces of this host are meant. */
export function isNoInterfaceName(name: string): boolean {
  return name.startsWith('-') || name.includes('/') || /^(TCP@|rpcap:)/i.test(name)
}
