/** Puts what was said on the clipboard, as it is shown. */
import type { FollowChunk, FollowExport } from '../../contracts/follow'
import type { EngineClient } from '../app/engineClient'
import type { Session } from '../app/session'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount } from '../ui/format'
import { HEX_LINE, hexText, letterText, shownText } from './spans'

/** Characters that a clipboard takes without a hitch. */
const COPIED_AT_MOST = 4_000_000
const AT_A_TIME = 32

export async function copyStream(client: EngineClient, session: Session, order: FollowExport): Promise<void> {
  const { flow, direction, format } = order
  const pieces: string[] = []
  let size = 0
  let bytes = 0
  let isAll = true
  try {
    for (let from = 0; ; from += AT_A_TIME) {
      const page = await client.query('follow', { flow, direction, from, count: AT_A_TIME })
      for (const chunk of page?.chunks ?? []) {
        const piece = copiedText(chunk, format)
        pieces.push(piece)
        size += piece.length
        if (chunk.kind === 'data') bytes += chunk.bytes.length
      }
      if (page === null || from + AT_A_TIME >= page.total) break
      isAll = size < COPIED_AT_MOST
      if (!isAll) break
    }
    await session.copy(pieces.join(''))
    const detail = () => (isAll ? '' : i18n.t('follow:copiedPart', { amount: formatBytes(bytes) }))
    session.notices.notify(() => i18n.t('follow:copied'), detail, 'ok')
  } catch (error) {
    const why = () => (error instanceof Error ? error.message : String(error))
    session.notices.notify(() => i18n.t('follow:failed'), why)
  }
}

/** A chunk without its turn's head: what is pasted is what was said. */
export function copiedText(chunk: FollowChunk, format: FollowExport['format']): string {
  if (chunk.kind === 'gap') {
    if (format === 'raw') return ''
    return `\n${i18n.t('follow:gap', { count: chunk.length, amount: formatCount(chunk.length) })}\n`
  }
  const { bytes, offset } = chunk
  if (format === 'text') return shownText(bytes)
  if (format === 'raw') return hexText(bytes, '')
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += HEX_LINE) {
    const line = bytes.subarray(at, at + HEX_LINE)
    const place = (offset + at).toString(16).padStart(8, '0')
    lines.push(`${place}  ${hexText(line).padEnd(HEX_LINE * 3 - 1)}  ${letterText(line)}\n`)
  }
  return lines.join('')
}
