import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExplainQuestion, ExplainQuestionId, ExplainView } from '../../contracts/explain'
import { Icon } from '../ui/Icon'
import { FrameLink } from './FrameLink'

/** What the tutorials ask, answered by this flow. What was opened stays open from segment to segment. */
export function Questions({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation('explain')
  const [open, setOpen] = useState<ReadonlySet<ExplainQuestionId>>(new Set())
  const { questions } = view
  const isAllOpen = questions.length > 0 && questions.every(({ id }) => open.has(id))
  const toggle = (id: ExplainQuestionId) =>
    setOpen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  if (questions.length === 0) return <p className="muted">{t('questions.none')}</p>
  return (
    <div className="questions">
      <div className="questions-head">
        <span className="muted">{t('questions.about')}</span>
        <button
          type="button"
          className="button quiet small"
          onClick={() => setOpen(new Set(isAllOpen ? [] : questions.map(({ id }) => id)))}
        >
          {isAllOpen ? t('questions.closeAll') : t('questions.openAll')}
        </button>
      </div>
      <ul>
        {questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            isOpen={open.has(question.id)}
            onToggle={() => toggle(question.id)}
          />
        ))}
      </ul>
    </div>
  )
}

interface QuestionProps {
  readonly question: ExplainQuestion
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function Question({ question, isOpen, onToggle }: QuestionProps) {
  const answerId = `answer-${question.id}`
  return (
    <li>
      <h4>
        <button
          type="button"
          className={isOpen ? 'question open' : 'question'}
          aria-expanded={isOpen}
          aria-controls={isOpen ? answerId : undefined}
          onClick={onToggle}
        >
          <Icon name="chevron" size={12} />
          {question.question}
        </button>
      </h4>
      {isOpen && (
        <div id={answerId} className="answer">
          {question.answer.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <ul className="answer-evidence">
            {question.evidence.map(({ frame, segment, shows }) => (
              <li key={`${frame} ${shows}`}>
                <FrameLink frame={frame} segment={segment} />
                <span>{shows}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  )
}
