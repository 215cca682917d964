import './knows.css'
import { useTranslation } from 'react-i18next'
import type { ExplainView, Knowledge } from '../../../contracts/explain'
import { StateChip } from '../../ui/StateChip'
import { SIDES } from '../diagram/lit'
import { FrameLink } from '../FrameLink'
import { grouped, markOf } from './statements'

/** What each side knows after the segment, side by side. */
export function Knows({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation(['explain', 'words'])
  return (
    <div className="knows">
      {SIDES.map((side) => {
        const { state, proved } = view.states[side]
        return (
          <section key={side} aria-label={t(`knows.of.${side}`)}>
            <h4>
              {t(`words:${side}`)}
              <StateChip state={state} certainty={proved ? 'proved' : 'presumed'} />
            </h4>
            {view.knows[side].length === 0 && <p className="muted">{t('knows.nothing')}</p>}
            {grouped(view.knows[side]).map(({ group, statements }) => (
              <div key={group}>
                <h5 className="label">{t(`knows.group.${group}`)}</h5>
                <ul>
                  {statements.map((statement) => (
                    <Statement key={statement.id} statement={statement} />
                  ))}
                </ul>
              </div>
            ))}
          </section>
        )
      })}
    </div>
  )
}

const SHAPES = { new: '✓', known: '✓', presumed: '✓', open: '○' } as const

function Statement({ statement }: { readonly statement: Knowledge }) {
  const { t } = useTranslation(['explain', 'words'])
  const mark = markOf(statement)
  return (
    <li className={`statement ${mark}`} data-knowledge={statement.id} data-mark={mark}>
      <span className="statement-mark" aria-hidden="true">
        {SHAPES[mark]}
      </span>
      <span>
        <span className="visually-hidden">{t(`knows.mark.${statement.isKnown ? 'known' : 'open'}`)}: </span>
        {statement.sentence}
        <Learned statement={statement} />
      </span>
    </li>
  )
}

/** Since when it is known, and how sure that is. */
function Learned({ statement: { isKnown, isProved, isNew, frame, segment } }: { readonly statement: Knowledge }) {
  const { t } = useTranslation('explain')
  if (frame === null && !isNew && (isProved || !isKnown)) return null
  return (
    <span className="statement-learned">
      {' '}
      {frame !== null && <FrameLink frame={frame} segment={segment} isNamed />}{' '}
      {isNew && <em className="statement-word now">{t('knows.mark.new')}</em>}{' '}
      {isKnown && !isProved && <em className="statement-word">{t('knows.mark.presumed')}</em>}
    </span>
  )
}
