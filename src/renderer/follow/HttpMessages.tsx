import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HttpMessage, HttpMessages as Messages } from '../../contracts/follow'
import type { FlowId, SegmentIndex } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { formatBytes, formatCount } from '../ui/format'
import { shownText } from './spans'

/** Messages that are listed at first, and with every wish for more. */
const STEP = 100

interface HttpMessagesProps {
  readonly flow: FlowId
  readonly onSegment: (segment: SegmentIndex) => void
}

/** Requests and responses with their bodies decoded, each where it is asked for. */
export function HttpMessages({ flow, onSegment }: HttpMessagesProps) {
  const { t } = useTranslation('follow')
  const client = useSessionState((state) => state.client)
  // Problems are told in words.
  const language = useSessionState((state) => state.language)
  const [count, setCount] = useState(STEP)
  const [read, setRead] = useState<Messages | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew in another language
  useEffect(() => {
    if (client === null) return
    const abort = new AbortController()
    const ask = async () => {
      for (let isComplete = false; !isComplete && !abort.signal.aborted; ) {
        const messages: HttpMessage[] = []
        let answer: Messages | null = null
        for (let from = 0; from < count; from += STEP) {
          answer = await client.query('followHttp', { flow, from, count: STEP }, abort.signal)
          messages.push(...(answer?.messages ?? []))
          if (answer === null || answer.total <= from + STEP) break
        }
        if (answer === null) return
        setRead({ ...answer, messages })
        isComplete = answer.isComplete || answer.total >= count
      }
    }
    ask().catch(() => undefined)
    return () => abort.abort()
  }, [client, flow, count, language])
  if (read === null) return <p className="pane-note">{t('messages.reading')}</p>
  const left = read.total - read.messages.length
  return (
    <div className="follow-messages">
      <ul aria-label={t('messages.label')}>
        {read.messages.map((message) => (
          <Message key={message.message} flow={flow} message={message} onSegment={onSegment} />
        ))}
      </ul>
      {read.isComplete && read.total === 0 && <p className="muted">{t('messages.none')}</p>}
      {read.problem !== null && <p className="muted">{read.problem}</p>}
      {(left > 0 || !read.isComplete) && (
        <button type="button" className="button small" onClick={() => setCount(count + STEP)}>
          {t('messages.more', { amount: left > 0 ? formatCount(left) : '…' })}
        </button>
      )}
    </div>
  )
}

interface MessageProps extends HttpMessagesProps {
  readonly message: HttpMessage
}

function Message({ flow, message, onSegment }: MessageProps) {
  const { t } = useTranslation('follow')
  const [isOpen, setOpen] = useState(false)
  const { body, segment } = message
  return (
    <li className={`follow-message from-${message.from}`}>
      <div className="follow-turn">
        <strong>{t(`said.${message.from}`)}</strong>
        {segment === null ? (
          <span className="mono">{message.startLine}</span>
        ) : (
          <button type="button" className="link mono" onClick={() => onSegment(segment)}>
            {message.startLine}
          </button>
        )}
      </div>
      <pre className="follow-text mono muted">
        {message.headers.map(([name, value]) => `${name}: ${shownText(latin(value))}\n`).join('')}
      </pre>
      {body && (
        <p className="follow-body-head">
          <span className="muted figures">{bodyWords(body, t)}</span>{' '}
          <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'messages.hide' : 'messages.show')}
          </button>
        </p>
      )}
      {isOpen && <Body flow={flow} message={message.message} />}
    </li>
  )
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

type Translate = ReturnType<typeof useTranslation<'follow'>>['t']

function bodyWords({ length, isWhole, codings }: NonNullable<HttpMessage['body']>, t: Translate): string {
  const bytes = formatBytes(length)
  const words =
    codings.length === 0
      ? t('messages.body', { length: bytes })
      : t('messages.codings', { length: bytes, codings: codings.join(', ') })
  return isWhole ? words : `${words}, ${t('messages.incomplete')}`
}

const BINARY = /^(image|audio|video|font)\/|octet-stream|zip|pdf|protobuf|grpc|wasm/i
/** Letters of a body that a page takes without a hitch. */
const LETTERS_AT_MOST = 200_000

function Body({ flow, message }: { readonly flow: FlowId; readonly message: number }) {
  const { t } = useTranslation('follow')
  const { data, error, isLoading } = useEngineQuery('followBody', { flow, message })
  if (error !== null) return <p role="alert">{error}</p>
  if (isLoading || !data) return <p className="muted">{t('messages.reading')}</p>
  const { bytes, isAll, problem, contentType } = data
  const isBinary = BINARY.test(contentType) || bytes.subarray(0, 512).includes(0)
  const text = isBinary ? '' : shownText(bytes.subarray(0, LETTERS_AT_MOST))
  return (
    <>
      {problem !== null && <p role="alert">{problem}</p>}
      {isBinary ? (
        <p className="muted">{t('messages.binary', { length: formatBytes(bytes.length) })}</p>
      ) : (
        <pre className="follow-text mono">{text}</pre>
      )}
      {!isBinary && (bytes.length > LETTERS_AT_MOST || !isAll) && (
        <p className="muted">{t('messages.short', { length: formatBytes(Math.min(bytes.length, LETTERS_AT_MOST)) })}</p>
      )}
    </>
  )
}
