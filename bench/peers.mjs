import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const firstLine = (command, args) => {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return (
    `${stdout ?? ''}\n${stderr ?? ''}`
      .split('\n')
      .find((line) => /\d\.\d/.test(line))
      ?.trim() ?? 'unknown'
  )
}
const isInstalled = (command) => spawnSync('which', [command]).status === 0

/** @param root of the project */
export function rowsOf(root) {
  const lastack = join(root, 'out', 'cli', 'index.js')
  const peers = [
    { name: 'tcptrace -n', command: (file) => ['tcptrace', '-n', file] },
    { name: 'tshark -q -z conv,tcp', command: (file) => ['tshark', '-n', '-q', '-z', 'conv,tcp', '-r', file] },
    {
      name: 'tshark -T fields, tcp.analysis',
      command: (file) => {
        const fields = ['frame.number', 'tcp.stream', 'tcp.analysis.flags', 'tcp.analysis.ack_rtt']
        return ['tshark', '-n', '-r', file, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
      },
    },
    { name: 'capinfos -c', command: (file) => ['capinfos', '-c', file] },
    { name: 'cat', command: (file) => ['cat', file] },
  ]
  return [
    {
      name: 'lastack flows --format json',
      command: (file) => [process.execPath, lastack, 'flows', '--format', 'json', '--quiet', file],
      missing: existsSync(lastack) ? null : 'not built: npm run build',
    },
    ...peers.map((peer) => ({ ...peer, missing: isInstalled(peer.command('')[0]) ? null : 'not installed' })),
  ]
}

/** What ran: name and version of each program. */
export function versions(version, part) {
  const peers = {
    saved: ['tcptrace', 'tshark', 'capinfos', 'cat'],
    live: ['dumpcap', 'tcpdump'],
    filters: [],
    window: [],
  }
  const names = peers[part]
  const found = names.filter(isInstalled).map((name) => firstLine(name, ['--version']))
  return [`Lastack ${version}`, `Node ${process.version}`, ...found]
}
