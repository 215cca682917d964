import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import chinese from '../../../../resources/locales/zh-CN/engine.json'
import { captureOf } from '../../../scenario/capture'
import { learn, speak } from '../../said/said'
import { followedOf, OPENED } from '../follow.fixture'
import { HttpConversation } from './conversation'
import { decodeContent } from './decode'

/** The bytes in segments of at most 1,000 bytes. */
function sent(from: 'A > B' | 'B > A', bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 1000) {
    const part = Buffer.from(bytes.subarray(at, at + 1000))
    lines.push(`+0.001 ${from} P. (${part.length}) x"${part.toString('hex')}"\n`)
  }
  return lines.join('')
}
const ask = (text: string) => sent('A > B', Buffer.from(text))
const answer = (head: string, body: Uint8Array = new Uint8Array(0)) =>
  sent('B > A', Buffer.concat([Buffer.from(head), body]))

async function conversationOf(script: string) {
  const conversation = new HttpConversation(await followedOf(captureOf(`${OPENED}${script}`)))
  let page = conversation.page(0, 100)
  while (!page.isComplete) page = conversation.page(0, 100)
  const bodyOf = (message: number) => Buffer.from(conversation.body(message)?.bytes ?? []).toString()
  return { conversation, page, bodyOf }
}

const TEXT = 'What was said, over and over. '.repeat(200)
/** TEXT as the program zstd 1.5 compresses it. */
const ZSTD = '28b52ffd04581d0100c8576861742077617320736169642c206f76657220616e642e2002004f1754c729942634671196'
const GET = 'GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n'

describe('HTTP/1 messages', () => {
  test('are told apart by their lengths, request and response in turn', async () => {
    const { page, bodyOf } = await conversationOf(
      ask('POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello') +
        answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok') +
        ask(GET) +
        answer('HTTP/1.1 204 No Content\r\n\r\n') +
        ask('HEAD /b HTTP/1.1\r\n\r\n') +
        answer('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n'),
    )
    expect(page.messages.map(({ from, startLine }) => `${from} ${startLine}`)).toEqual([
      'client POST /a HTTP/1.1',
      'server HTTP/1.1 200 OK',
      'client GET /a HTTP/1.1',
      'server HTTP/1.1 204 No Content',
      'client HEAD /b HTTP/1.1',
      'server HTTP/1.1 200 OK',
    ])
    expect([bodyOf(0), bodyOf(1)]).toEqual(['hello', 'ok'])
    expect(page.messages.slice(2).every(({ body }) => body === null)).toBe(true)
    expect(page.problem).toBeNull()
  })

  test('come out of chunks, with extensions and trailers', async () => {
    const { page, bodyOf } = await conversationOf(
      ask(GET) +
        answer(
          'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX: y\r\n\r\n',
        ) +
        ask(GET) +
        answer('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext'),
    )
    expect(bodyOf(1)).toBe('hello world')
    expect(page.messages[1]?.body).toMatchObject({ isWhole: true, codings: ['chunked'] })
    expect(bodyOf(3)).toBe('next')
  })

  test.each([
    ['gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['zstd', Buffer.from(ZSTD, 'hex')],
  ])('are decoded: %s', async (coding, body) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`
    const { bodyOf } = await conversationOf(ask(GET) + answer(head, body))
    expect(bodyOf(1)).toBe(TEXT)
  })

  test('come in as many chunks as there are, a portion after another', async () => {
    const chunks = '1\r\nx\r\n'.repeat(20_000)
    const { conversation } = await conversationOf(
      ask(GET) + answer('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', Buffer.from(`${chunks}0\r\n\r\n`)),
    )
    let page = conversation.page(0, 10)
    while (!page.isComplete) page = conversation.page(0, 10)
    expect(page.messages[1]?.body).toMatchObject({ isWhole: true, length: chunks.length + 5 })
    const body = conversation.body(1)
    expect(body && Buffer.from(body.bytes).toString()).toBe('x'.repeat(20_000))
    expect(body?.isAll).toBe(true)
  })

  test('say that bytes are missing, and keep what came before', async () => {
    const { page, conversation } = await conversationOf(
      `${ask(GET)}${answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')}+0.1 B > A P. 500:503(3) ack 38 "xyz"\n+0.1 A > B . ack 503\n`,
    )
    expect(page.messages).toHaveLength(2)
    expect(page.problem).toContain('missing')
    learn('zh-CN', chinese)
    speak('zh-CN')
    expect(conversation.page(0, 1).problem).toContain('缺失')
    speak('en')
  })

  test('what is no HTTP has none', async () => {
    const { conversation, page } = await conversationOf(ask('SSH-2.0-x\r\n') + answer('SSH-2.0-y\r\n'))
    expect(conversation.isLikely).toBe(false)
    expect(page.messages).toEqual([])
  })
})

describe('decoding', () => {
  test('a bomb gives its beginning and no more', () => {
    for (const [coding, bomb] of [
      ['gzip', gzipSync(Buffer.alloc(50_000_000))],
      ['gzip', gzipSync(Buffer.alloc(10_000_000))],
      ['br', brotliCompressSync(Buffer.alloc(10_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
    ] as const) {
      const { bytes, isAll, problem } = decodeContent(bomb, [coding], 1_000_000)
      expect(bytes.length).toBeGreaterThan(0)
      expect(bytes.length).toBeLessThanOrEqual(1_000_000)
      expect({ isAll, problem }).toEqual({ isAll: false, problem: null })
    }
  })

  test('what ends early is decoded as far as it goes', () => {
    const whole = gzipSync(Buffer.from(Array.from({ length: 9000 }, (_, at) => `${at} `).join('')))
    const { bytes, problem } = decodeContent(whole.subarray(0, whole.length / 2), ['gzip'], 1_000_000)
    expect(problem).toBeNull()
    expect(Buffer.from(bytes).toString()).toMatch(/^0 1 2 3 /)
  })

  test('a block of zstd that claims gigabytes is given up', () => {
    // One literal, 65,535 sequences and more, each copying 65,539 bytes or more: their codes are told once.
    const block = [0x09, 0x61, 0xff, 0xff, 0xff, 0x54, 0, 0, 52, 0x01]
    const header = (block.length << 3) | (2 << 1) | 1
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x38, header & 0xff, header >> 8, 0, ...block)
    const began = performance.now()
    expect(decodeContent(frame, ['zstd'], 1000).problem).toBe("It can't be decoded as zstd: it takes too long.")
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('damaged and unknown codings are said, and the bytes are left as they are', () => {
    const bytes = Buffer.from('not gzip at all')
    expect(decodeContent(bytes, ['gzip'], 1000)).toMatchObject({ bytes, problem: expect.stringContaining('gzip') })
    for (const coding of ['compress', 'constructor', 'tostring'])
      expect(decodeContent(bytes, [coding], 1000)).toMatchObject({ bytes, problem: expect.stringContaining(coding) })
  })
})
