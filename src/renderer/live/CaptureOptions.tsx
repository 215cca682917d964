import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureEngine, EngineFacts } from '../../contracts/capture'
import { FilterField } from './FilterField'
import { engineWords, type CaptureOptions as Options, optionProblems, optionsInShort } from './options'

interface CaptureOptionsProps {
  readonly options: Options
  readonly engines: readonly EngineFacts[]
  /** The engine that captures where none is chosen; null: none can. */
  readonly usual: CaptureEngine | null
  /** What the compiler says of the filter; null: it is fine. */
  readonly filterMessage: string | null
  readonly onChange: (change: Partial<Options>) => void
  readonly onEnter: () => void
}

/** How to capture; closed, it says in short what is chosen. */
export function CaptureOptions({ options, engines, usual, filterMessage, onChange, onEnter }: CaptureOptionsProps) {
  const { t } = useTranslation('live')
  const problems = optionProblems(options)
  const engine = useId()
  const [isOpen, setIsOpen] = useState(false)
  const isWrong = filterMessage !== null || Object.keys(problems).length > 0
  const usable = engines.filter(({ isUsable }) => isUsable)
  const chosen = usable.find((facts) => facts.engine === (options.engine ?? usual))
  return (
    <details
      className="options"
      open={isOpen || isWrong}
      // What is wrong stays in sight, and is not hidden the moment that it is mended.
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open || isWrong)}
    >
      <summary>
        {t('options.title')} <span className="muted ellipsis">{optionsInShort(options)}</span>
      </summary>
      <div className="options-body">
        <FilterField
          filter={options.filter}
          message={filterMessage}
          onChange={(filter) => onChange({ filter })}
          onEnter={onEnter}
        />
        <NumberField
          label={t('options.snapLength')}
          placeholder={t('options.wholeFrames')}
          value={options.snapLength}
          problem={problems.snapLength}
          onChange={(snapLength) => onChange({ snapLength })}
        />
        <div className="option">
          <label htmlFor={engine}>{t('options.engine')}</label>
          <select
            id={engine}
            className="option-field"
            value={options.engine ?? ''}
            aria-describedby={`${engine}-gives`}
            onChange={({ target }) =>
              onChange({ engine: usable.find((facts) => facts.engine === target.value)?.engine ?? null })
            }
          >
            <option value="">{t('options.better')}</option>
            {usable.map((facts) => (
              <option key={facts.engine} value={facts.engine}>
                {facts.engine}
              </option>
            ))}
          </select>
        </div>
        <p id={`${engine}-gives`} className="option wide muted">
          {chosen ? engineWords(chosen) : ''}
        </p>
        <label className="option check wide">
          <input
            type="checkbox"
            checked={options.isPromiscuous}
            onChange={({ target }) => onChange({ isPromiscuous: target.checked })}
          />
          {t('options.promiscuous')}
        </label>
        <label className="option check wide">
          <input
            type="checkbox"
            checked={options.hasRing}
            onChange={({ target }) => onChange({ hasRing: target.checked })}
          />
          {t('options.hasRing')}
        </label>
        {options.hasRing && (
          <fieldset className="ring wide">
            <legend className="visually-hidden">{t('options.ring')}</legend>
            <NumberField
              label={t('options.ringFiles')}
              placeholder="10"
              value={options.ringFiles}
              problem={problems.ringFiles}
              onChange={(ringFiles) => onChange({ ringFiles })}
            />
            <NumberField
              label={t('options.ringMegabytes')}
              placeholder={t('options.noLimit')}
              value={options.ringMegabytes}
              problem={problems.ringMegabytes}
              onChange={(ringMegabytes) => onChange({ ringMegabytes })}
            />
            <NumberField
              label={t('options.ringSeconds')}
              placeholder={t('options.noLimit')}
              value={options.ringSeconds}
              problem={problems.ringSeconds}
              onChange={(ringSeconds) => onChange({ ringSeconds })}
            />
          </fieldset>
        )}
      </div>
    </details>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

function NumberField({ label, placeholder, value, problem, onChange }: NumberFieldProps) {
  const id = useId()
  return (
    <div className="option">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        className="option-field figures"
        placeholder={placeholder}
        autoComplete="off"
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem !== undefined && (
        <p id={`${id}-problem`} className="tone-stuck" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
