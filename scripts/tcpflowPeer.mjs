// Both streams of a flow as tcpflow writes them: a file a side, zeros where bytes are missing. IPv4 only.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/

const padded = (text, width) => String(text).padStart(width, '0')
const named = ({ address, port }) =>
  `${address
    .split('.')
    .map((part) => padded(part, 3))
    .join('.')}.${padded(port, 5)}`

/** What a side said, zeros where bytes are missing. */
function streamOf(chunks, from) {
  const said = chunks.filter((chunk) => chunk.from === from)
  return Buffer.concat(
    said.map(({ data, gap }) => (data === undefined ? Buffer.alloc(gap) : Buffer.from(data, 'base64'))),
  )
}

/** Whether tcpflow has the same bytes of both sides; false where it isn't installed, or knows nothing of such a flow. */
export async function isAsTcpflow(capture, { client, server }, chunks) {
  if (!IPV4.test(client.address) || !IPV4.test(server.address)) return false
  const folder = mkdtempSync(join(tmpdir(), 'tcpflow-'))
  try {
    await run('tcpflow', ['-q', '-r', capture, '-o', folder]).catch(() => undefined)
    const written = readdirSync(folder)
    const isSame = (from, [sender, receiver]) => {
      const name = `${named(sender)}-${named(receiver)}`
      const mine = streamOf(chunks, from)
      const theirs = written.filter((file) => file.startsWith(name)).map((file) => readFileSync(join(folder, file)))
      return theirs.length === 0 ? mine.length === 0 : theirs.some((bytes) => bytes.equals(mine))
    }
    return written.length > 1 && isSame('client', [client, server]) && isSame('server', [server, client])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
