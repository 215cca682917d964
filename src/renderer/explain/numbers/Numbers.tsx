import './numbers.css'
import { useTranslation } from 'react-i18next'
import type { ExplainView } from '../../../contracts/explain'
import { Choice } from '../Choice'
import { explainMode, useExplainMode } from '../mode'
import { AckSumLine, SeqSumLine } from './SumLines'
import { VariableTable } from './VariableTable'

const FORMS = ['relative', 'raw'] as const

/** The sums that link seq and ack, and the variables of both sides. */
export function Numbers({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation('explain')
  const isRaw = useExplainMode((mode) => mode.isRaw)
  const { acknowledges, takes } = view.sum
  return (
    <div className="numbers">
      <div className="numbers-form">
        <Choice
          label={t('numbers.form.label')}
          values={FORMS}
          chosen={isRaw ? 'raw' : 'relative'}
          nameOf={(form) => t(`numbers.form.${form}`)}
          onChoose={(form) => explainMode.set({ isRaw: form === 'raw' })}
        />
      </div>
      <section aria-label={t('numbers.acknowledges')}>
        <h4>{t('numbers.acknowledges')}</h4>
        {acknowledges ? <AckSumLine sum={acknowledges} isRaw={isRaw} /> : <p>{t('numbers.noAck')}</p>}
      </section>
      <section aria-label={t('numbers.takes')}>
        <h4>{t('numbers.takes')}</h4>
        <SeqSumLine sum={takes} isRaw={isRaw} />
      </section>
      <section aria-label={t('numbers.variables')}>
        <h4>{t('numbers.variables')}</h4>
        <VariableTable numbers={view.numbers} isRaw={isRaw} />
      </section>
    </div>
  )
}
