import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { AckSum, SeqSum, SequenceNumber, SumTerm } from '../../../contracts/explain'
import { FrameLink } from '../FrameLink'
import { sequenceText, sumOf, sumParts } from './sums'

/** `seq 1 + 100 B + 1 FIN = 102`, each term in a box. */
function Sum({ term, isRaw }: { readonly term: SumTerm; readonly isRaw: boolean }) {
  const { t } = useTranslation('explain')
  return (
    <>
      {sumParts(term, isRaw).map(({ kind, value }, index) => (
        <Fragment key={kind}>
          {index > 0 && <span className="sum-sign"> + </span>}
          <span className={`sum-term ${kind}`}>
            <small>{t(`numbers.term.${kind}`)}</small> <b>{value}</b>
          </span>
        </Fragment>
      ))}
      <span className="sum-sign"> = </span>
      <span className="sum-term total">
        <small>{t('numbers.term.total')}</small> <b>{sequenceText(sumOf(term), isRaw)}</b>
      </span>
    </>
  )
}

function Ack({ ack, isRaw }: { readonly ack: SequenceNumber; readonly isRaw: boolean }) {
  return (
    <span className="sum-term ack">
      <small>ack</small> <b>{sequenceText(ack, isRaw)}</b>
    </span>
  )
}

/** The segment that is acknowledged, what it comes to, and whether that is the number. */
export function AckSumLine({ sum, isRaw }: { readonly sum: AckSum; readonly isRaw: boolean }) {
  const { t } = useTranslation('explain')
  const { answers } = sum
  return (
    <>
      {answers && (
        <p className="sum-of">
          {t('numbers.answers')} <FrameLink frame={answers.frame} segment={answers.segment} isNamed />
        </p>
      )}
      <p className="sum">
        {answers && <Sum term={answers} isRaw={isRaw} />}
        {answers && <span className="sum-sign"> {sum.holds ? '→' : '≠'} </span>}
        <Ack ack={sum.ack} isRaw={isRaw} />
        <span className={`sum-verdict ${sum.holds ? 'tone-ok' : 'tone-note'}`}>
          {sum.holds ? `✓ ${t('numbers.holds')}` : `● ${t(`numbers.kind.${sum.kind}`)}`}
        </span>
      </p>
      <p>{sum.sentence}</p>
    </>
  )
}

/** What the segment itself takes, and the number that answers it. */
export function SeqSumLine({ sum, isRaw }: { readonly sum: SeqSum; readonly isRaw: boolean }) {
  const { t } = useTranslation('explain')
  return (
    <>
      <p className="sum">
        <Sum term={sum.term} isRaw={isRaw} />
        {sum.isAnswered && <span className="sum-sign"> → </span>}
        {sum.isAnswered && <Ack ack={sum.expected} isRaw={isRaw} />}
      </p>
      <p>{sum.sentence}</p>
      {sum.answer && (
        <p className="sum-of">
          {t('numbers.answeredBy')} <FrameLink frame={sum.answer.frame} segment={sum.answer.segment} isNamed />
        </p>
      )}
    </>
  )
}
