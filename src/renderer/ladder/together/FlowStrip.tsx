import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TogetherFlow } from '../../../contracts/together'
import { useSession, useSessionState } from '../../app/context'
import { formatEndpoint } from '../../ui/format'
import { Icon } from '../../ui/Icon'
import { SeverityMark } from '../../ui/SeverityMark'

/** The flows of a ladder by their numbers: which one everything else is about, and a way out for each. */
export function FlowStrip({ flows }: { readonly flows: readonly TogetherFlow[] }) {
  const { t } = useTranslation('ladder')
  const session = useSession()
  const focus = useSessionState((state) => state.flow)
  const list = useRef<HTMLUListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the flow in focus
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [focus, flows.length])
  const takeOut = (out: TogetherFlow) => {
    const left = flows.filter(({ flow }) => flow !== out.flow).map(({ flow }) => flow)
    const next = left.find((flow) => flow === focus) ?? left[0]
    if (next === undefined) return
    if (left.length > 1) session.choice.showTogether(left, next)
    else session.choice.chooseFlow(next)
  }
  return (
    <ul ref={list} className="together-strip" aria-label={t('together.flows')}>
      {flows.map((flow, place) => (
        <li key={flow.flow} className={flow.flow === focus ? 'together-flow on' : 'together-flow'}>
          <button
            type="button"
            className="together-look"
            aria-pressed={flow.flow === focus}
            title={t('together.look', { verdict: flow.verdict.title })}
            onClick={() => session.choice.focusFlow(flow.flow, null)}
          >
            <span className={flow.flow === focus ? 'together-number on' : 'together-number'}>{place + 1}</span>
            <SeverityMark severity={flow.verdict.severity} />
            <span className="mono ellipsis">
              {formatEndpoint(flow.client)} › {formatEndpoint(flow.server)}
            </span>
            <span className="muted ellipsis together-verdict">{flow.verdict.title}</span>
          </button>
          <button
            type="button"
            className="together-out"
            aria-label={t('together.takeOut', { number: place + 1 })}
            title={t('together.takeOut', { number: place + 1 })}
            onClick={() => takeOut(flow)}
          >
            <Icon name="close" size={10} />
          </button>
        </li>
      ))}
    </ul>
  )
}
