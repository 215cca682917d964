/** Captures whose streams the tests of Follow look at. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { captureOf } from '../src/scenario/capture'

const OPENED = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 A > B S <mss 1460>
+0.01 B > A S. <mss 1460>
+0.01 A > B .
`
const hex = (text: string | Uint8Array): string => `x"${Buffer.from(text).toString('hex')}"`

function written(name: string, script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-follow-')), name)
  writeFileSync(path, captureOf(script))
  return path
}

export const BODY = '{"greeting": "hello from the compressed body"}'

/** A request and its gzipped response; then a gap, a conflict, control characters, and UTF-8. */
export function conversation(): string {
  const body = gzipSync(BODY)
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`
  const request = 'GET /hello HTTP/1.1\r\nHost: example.org\r\n\r\n'
  const asked = request.length + 1
  const answered = head.length + body.length + 1
  return written(
    'conversation.pcapng',
    `${OPENED}
+0.01 A > B P. 1:${asked}(${request.length}) ${hex(request)}
+0.02 B > A P. 1:${answered}(${answered - 1}) ack ${asked} ${hex(Buffer.concat([Buffer.from(head), body]))}
+0.01 A > B P. ${asked}:${asked + 13}(13) ack ${answered} ${hex('grüße \u001b[2J!')}
+0.01 A > B P. ${asked}:${asked + 13}(13) ack ${answered} ${hex('grüße \u001b[2K!')}
+0.01 A > B P. ${asked + 1461}:${asked + 1464}(3) ack ${answered} "end"
+0.01 B > A . ack ${asked + 1464}
`,
  )
}

/** The server says many numbered lines. */
export function manyLines(lines: number): string {
  const text = Array.from({ length: lines }, (_, line) => `line ${line} of a long answer, nothing else to see\n`).join(
    '',
  )
  const segments: string[] = []
  for (let from = 0; from < text.length; from += 1448) {
    const part = text.slice(from, from + 1448)
    segments.push(`+0.0001 B > A . (${part.length}) ${hex(part)}\n+0 A > B .\n`)
  }
  return written('many-lines.pcapng', `${OPENED}+0.01 A > B P. (5) "more\\n"\n${segments.join('')}`)
}
