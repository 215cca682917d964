/**
 * What to do next, with a command for each system: one table for all rules. Addresses get into commands only as text
 * that was made from a packet's bytes, and are checked once more here, so a capture can't smuggle in shell syntax.
 */
import type { CommandSystem, NextStep } from '../../contracts/flow'
import { endpointText } from '../flows/address'
import { said } from '../said/said'

export type Commands = Readonly<Record<CommandSystem, string>>

const NONE: Commands = { linux: '', macos: '', windows: '' }

/** A next step in words and, where one helps, a command. */
export const nextStep = (text: string, commands: Commands = NONE): NextStep => ({
  text,
  command: commands.linux,
  commands,
})

export const nothingToDo = (): NextStep => nextStep(said`Nothing needs doing.`)

/** @throws where it is no address: it must never reach a shell. */
export function safeAddress(address: string): string {
  if (!/^[0-9A-Fa-f:.]+$/.test(address)) throw new Error(`"${address}" is no address`)
  return address
}

const isIpv6 = (address: string): boolean => address.includes(':')

const endpoint = (address: string, port: number): string => endpointText(safeAddress(address), port)

/** The sockets of one local address and port, with state, timers and process. */
export const localSocket = (address: string, port: number): Commands => ({
  linux: `sudo ss -tanpo 'src ${endpoint(address, port)}'`,
  macos: `sudo lsof -nP -iTCP@${endpoint(address, port)}`,
  windows: `Get-NetTCPConnection -LocalAddress ${safeAddress(address)} -LocalPort ${port} | Format-Table State,RemoteAddress,RemotePort,OwningProcess`,
})

/** The sockets towards one remote address and port, with state and timers. */
export const socketTowards = (address: string, port: number): Commands => ({
  linux: `sudo ss -tanpoi 'dst ${endpoint(address, port)}'`,
  macos: `sudo lsof -nP -iTCP@${endpoint(address, port)}`,
  windows: `Get-NetTCPConnection -RemoteAddress ${safeAddress(address)} -RemotePort ${port} | Format-Table State,LocalAddress,LocalPort,OwningProcess`,
})

/** Sockets in CLOSE_WAIT on a local address and port, with the process that holds them. */
export const closeWaits = (address: string, port: number): Commands => ({
  linux: `sudo ss -tnp state close-wait 'src ${endpoint(address, port)}'`,
  macos: `sudo lsof -nP -iTCP@${endpoint(address, port)} -sTCP:CLOSE_WAIT`,
  windows: `Get-NetTCPConnection -State CloseWait -LocalAddress ${safeAddress(address)} -LocalPort ${port} | Format-Table RemoteAddress,RemotePort,OwningProcess`,
})

/** What fills the receive queue of a local socket. */
export const unreadBytes = (address: string, port: number): Commands => ({
  linux: `sudo ss -tnpm 'src ${endpoint(address, port)}'`,
  macos: `netstat -anp tcp | grep '[.]${port} '; sudo lsof -nP -iTCP@${endpoint(address, port)}`,
  windows: `Get-NetTCPConnection -LocalAddress ${safeAddress(address)} -LocalPort ${port} | ForEach-Object { Get-Process -Id $_.OwningProcess }`,
})

/** What listens on a local port. */
export const listener = (port: number): Commands => ({
  linux: `sudo ss -ltnp 'sport = :${port}'`,
  macos: `sudo lsof -nP -iTCP:${port} -sTCP:LISTEN`,
  windows: `Get-NetTCPConnection -State Listen -LocalPort ${port} | Format-Table LocalAddress,OwningProcess`,
})

/** How full the accept queue of a listening port is, and how often it overflowed. */
export const acceptQueue = (port: number): Commands => ({
  linux: `ss -ltn 'sport = :${port}'; nstat -az TcpExtListenOverflows TcpExtListenDrops TcpExtTCPReqQFullDrop`,
  macos: `netstat -Lan | grep '[.]${port} '; netstat -s -p tcp | grep -i listen`,
  windows: `Get-NetTCPConnection -State SynReceived -LocalPort ${port}; netstat -s -p tcp`,
})

/** How far a SYN to a port gets. */
export const traceSyn = (address: string, port: number): Commands => ({
  linux: `sudo traceroute -T -p ${port} ${safeAddress(address)}`,
  macos: isIpv6(address)
    ? `traceroute6 ${safeAddress(address)}; nc -vz -w 5 ${safeAddress(address)} ${port}`
    : `sudo traceroute -P tcp -p ${port} ${safeAddress(address)}`,
  windows: `Test-NetConnection ${safeAddress(address)} -Port ${port}; tracert -d ${safeAddress(address)}`,
})

/** Where on the path segments get lost. */
export const pathLoss = (address: string, port: number): Commands => ({
  linux: `mtr --tcp --port ${port} --report ${safeAddress(address)}`,
  macos: `${isIpv6(address) ? 'ping6' : 'ping'} -c 50 -i 0.2 ${safeAddress(address)}; ${isIpv6(address) ? 'traceroute6' : 'traceroute'} ${safeAddress(address)}`,
  windows: `pathping -n ${safeAddress(address)}`,
})

/** Whether segments of a connection's server port arrive at this host. */
export const watchSegments = (address: string, port: number): Commands => ({
  linux: `sudo tcpdump -ni any 'tcp and host ${safeAddress(address)} and port ${port}'`,
  macos: `sudo tcpdump -ni any 'tcp and host ${safeAddress(address)} and port ${port}'`,
  windows: `pktmon filter add -t TCP -i ${safeAddress(address)} -p ${port}; pktmon start --capture -m real-time`,
})

/** Whether a packet as large as an Ethernet frame takes gets through unfragmented. */
export function largePing(address: string): Commands {
  // 1,500 bytes less the IP header (20 or 40) and the ICMP header (8).
  const bytes = isIpv6(address) ? 1452 : 1472
  return {
    linux: `ping -M do -s ${bytes} -c 3 ${safeAddress(address)}`,
    macos: `${isIpv6(address) ? 'ping6' : 'ping'} -D -s ${bytes} -c 3 ${safeAddress(address)}`,
    windows: `ping ${isIpv6(address) ? '-6' : '-f'} -l ${bytes} -n 3 ${safeAddress(address)}`,
  }
}

/** Why this host's TCP aborted connections. */
export const ABORT_COUNTERS: Commands = {
  linux: 'nstat -az TcpExtTCPAbortOnData TcpExtTCPAbortOnClose TcpExtTCPAbortOnTimeout TcpEstabResets',
  macos: 'netstat -s -p tcp | grep -iE "reset|drop|abort"',
  windows: 'netstat -s -p tcp',
}

/** How many segments this host dropped because their timestamp was older than one before. */
export const PAWS_COUNTERS: Commands = {
  linux:
    'nstat -az TcpExtPAWSPassive TcpExtPAWSActive TcpExtPAWSEstab; sysctl net.ipv4.tcp_timestamps; sysctl -e net.ipv4.tcp_tw_recycle',
  macos: 'netstat -s -p tcp | grep -iE "timestamp|paws"',
  windows: 'netsh int tcp show global; netstat -s -p tcp',
}

/** How many connections linger in TIME_WAIT towards a destination, and how many ports there are. */
export const timeWaits = (address: string, port: number): Commands => ({
  linux: `ss -Htn state time-wait 'dst ${endpoint(address, port)}' | wc -l; sysctl net.ipv4.ip_local_port_range net.ipv4.tcp_tw_reuse`,
  macos: `netstat -anp tcp | grep '${safeAddress(address)}[.]${port} .*TIME_WAIT' | wc -l; sysctl net.inet.ip.portrange.first net.inet.ip.portrange.last`,
  windows: `@(Get-NetTCPConnection -State TimeWait -RemoteAddress ${safeAddress(address)} -RemotePort ${port}).Count; netsh int ipv4 show dynamicport tcp`,
})

/** Connections of a port that a SYN was received for and no ACK yet. */
export const halfOpens = (port: number): Commands => ({
  linux: `ss -Htn state syn-recv 'sport = :${port}' | wc -l; sysctl net.ipv4.tcp_syncookies; nstat -az TcpExtSyncookiesSent TcpExtTCPReqQFullDoCookies`,
  macos: `netstat -anp tcp | grep '[.]${port} .*SYN_RCVD' | wc -l; sysctl net.inet.tcp.syncookie`,
  windows: `@(Get-NetTCPConnection -State SynReceived -LocalPort ${port}).Count`,
})

/** When this host last started. */
export const LAST_START: Commands = {
  linux: 'uptime -s; systemctl list-units --type service --state running',
  macos: 'uptime; sysctl kern.boottime',
  windows: '(Get-CimInstance Win32_OperatingSystem).LastBootUpTime',
}

/** Watches the resets of a port leave or arrive. */
export const resetCapture = (port: number): Commands => ({
  linux: `sudo tcpdump -ni any 'tcp[tcpflags] & tcp-rst != 0 and port ${port}'`,
  macos: `sudo tcpdump -ni pktap 'tcp[tcpflags] & tcp-rst != 0 and port ${port}'`,
  windows: `pktmon filter add -p ${port} -t TCP RST; pktmon start --capture --comp nics`,
})

/** After how much idle time keep-alives begin, where an application switches them on. */
export const KEEP_ALIVE_TIMERS: Commands = {
  linux: 'sysctl net.ipv4.tcp_keepalive_time net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes',
  macos: 'sysctl net.inet.tcp.keepidle net.inet.tcp.keepintvl net.inet.tcp.keepcnt',
  windows:
    'Get-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters | Select-Object KeepAliveTime,KeepAliveInterval',
}

/** How large the socket buffers may grow, which bounds the window. */
export const RECEIVE_BUFFERS: Commands = {
  linux: 'sysctl net.ipv4.tcp_rmem net.core.rmem_max net.ipv4.tcp_moderate_rcvbuf',
  macos: 'sysctl net.inet.tcp.recvspace net.inet.tcp.autorcvbufmax',
  windows: 'netsh int tcp show global',
}

/** Which segmentation and receive offload a host's interfaces use. */
export const OFFLOADS: Commands = {
  linux:
    'for i in $(ls /sys/class/net); do echo $i; ethtool -k $i | grep -E "segmentation|receive-offload|checksum"; done',
  macos: 'ifconfig -v | grep -E "^[a-z]|TSO|LRO|CSUM"',
  windows: 'Get-NetAdapterLso; Get-NetAdapterRsc; Get-NetAdapterChecksumOffload',
}

/** How long a bare connection set-up takes, tried a few times. */
export const connectTime = (address: string, port: number): Commands => ({
  linux: `mtr --tcp --port ${port} --report ${safeAddress(address)}`,
  macos: `for i in 1 2 3 4 5; do time nc -z ${safeAddress(address)} ${port}; done`,
  windows: `1..5 | ForEach-Object { Measure-Command { Test-NetConnection ${safeAddress(address)} -Port ${port} } }`,
})

/** What a process of this host does, or waits for. @param pid a whole number: checked, since it gets to a shell. */
export function whatItDoes(pid: number): Commands {
  if (!Number.isSafeInteger(pid) || pid < 0) throw new Error(`${pid} is no process number`)
  return {
    linux: `ps -o pid,stat,etime,wchan:24,args -p ${pid}; sudo timeout 5 strace -f -p ${pid}`,
    macos: `ps -o pid,stat,etime,command -p ${pid}; sudo sample ${pid} 3`,
    windows: `Get-Process -Id ${pid} | Format-List Name,Path,StartTime,CPU,Responding`,
  }
}

/** What this host's firewall lets through, and how much its reverse path filter dropped. */
export const LOCAL_FIREWALL: Commands = {
  linux: 'sudo nft list ruleset; sudo iptables-save -c; nstat -az TcpExtIPReversePathFilter TcpInCsumErrors',
  macos: 'sudo pfctl -vsr; /usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate --listapps',
  windows:
    'Get-NetFirewallRule -Enabled True -Action Block | Format-Table DisplayName,Direction,Profile; netsh wfp show netevents',
}
