import { useTranslation } from 'react-i18next'
import type { Flow } from '../../contracts/flow'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'

/** What the capture lacks of a flow, where the verdict's own grounds don't say so already. */
export function CaptureLacks({ flow }: { readonly flow: Flow }) {
  const { t } = useTranslation('verdict')
  const generation = useSessionState((state) => state.generation)
  const quality = useEngineQuery('quality', { flow: flow.flow }, generation)
  const said = flow.verdict.counterEvidence
  const lacks = (quality.data?.flow ?? []).filter(({ sentence }) => !said.includes(sentence))
  if (lacks.length === 0) return null
  return (
    <>
      <h3 className="label">{t('lacks')}</h3>
      <ul className="verdict-against">
        {lacks.map(({ id, sentence }) => (
          <li key={id}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}
