/** Followed flows of scripted captures, for tests. */
import { coreOf, memorySource } from '../capture.fixture'
import { readFlowRows } from '../ladder/readFlowRows'
import { Followed } from './followed'
import { followedPieces, printableText } from './lines'
import { Payloads } from './payloads'

export const OPENED = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
iss A = 1000
iss B = 5000
+0 A > B S
+0.01 B > A S.
+0.01 A > B .
`

export async function followedOf(bytes: Uint8Array, flow = 0): Promise<Followed> {
  const core = await coreOf(bytes)
  return new Followed(readFlowRows(core, flow), new Payloads(core, memorySource(bytes)))
}

/** `> ` before what the client said, `< ` before what the server said; gaps in brackets. */
export function told(followed: Followed): string[] {
  const lines: string[] = []
  for (let chunk = 0; chunk < followed.chunks('both').count; chunk++) {
    const read = followed.read('both', chunk)
    const mark = read.from === 'client' ? '>' : '<'
    lines.push(`${mark} ${read.kind === 'gap' ? `[${read.length}]` : printableText(read.bytes)}`)
  }
  return lines
}

export function rawOf(followed: Followed, direction: 'client' | 'server'): string {
  const pieces = [...followedPieces(followed, direction, 'raw')] as Uint8Array[]
  return Buffer.concat(pieces).toString('latin1')
}
