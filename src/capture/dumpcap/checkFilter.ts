import { execFile } from 'node:child_process'
import { filterAndInterfaces } from './arguments'
import { locateProgram } from './locate'
import { DumpcapMessages } from './messages'

const PATIENCE_MS = 5000

/**
 * libpcap's message about a capture filter; null: it compiles, or nothing here can tell. dumpcap compiles it for the
 * interfaces themselves but must open them; without that right tcpdump does it, for Ethernet.
 */
export async function checkFilter(
  dumpcap: string,
  interfaces: readonly string[],
  filter: string,
): Promise<string | null> {
  if (filter.trim() === '') return null
  const { said } = await run(dumpcap, ['-Z', 'none', ...filterAndInterfaces(interfaces, filter), '-d'])
  const messages = new DumpcapMessages().push(said)
  for (const message of messages) if (message.kind === 'bad-filter') return message.what
  return messages.some((message) => message.kind === 'error') ? checkByTcpdump(filter) : null
}

async function checkByTcpdump(filter: string): Promise<string | null> {
  const tcpdump = locateProgram('tcpdump')
  if (tcpdump === null) return null
  const { isGood, said } = await run(tcpdump, ['-y', 'EN10MB', '-d', '--', filter])
  return isGood
    ? null
    : said
        .toString()
        .trim()
        .replace(/^tcpdump: /, '')
}

interface Answer {
  readonly isGood: boolean
  /** Standard error. */
  readonly said: Buffer
}

const run = (program: string, args: readonly string[]): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(program, args, { encoding: 'buffer', timeout: PATIENCE_MS }, (error, _, said) =>
      resolve({ isGood: error === null, said }),
    )
  })
