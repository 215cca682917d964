import type { TwoEndsStatus } from '../../contracts/engine'
import type { EndCapture } from '../../contracts/twoEnds'
import { formatAmount, formatDuration, formatMoment } from '../ui/format'
import { SeverityMark } from '../ui/SeverityMark'
import { driftWords, offsetWords, uncertaintyWords } from './words'

interface ClocksProps {
  readonly report: Extract<TwoEndsStatus, { state: 'ready' }>['report']
}

/** The two captures, and how their clocks stand to each other. */
export function Clocks({ report }: ClocksProps) {
  const { first, second, clock } = report
  return (
    <section className="clocks" aria-label="Captures and clocks">
      <End title="First capture" end={first} />
      <End title="Second capture" end={second} />
      {clock && (
        <>
          <div>
            <h2 className="label">Second clock against the first</h2>
            <p>
              <b>{offsetWords(clock)}</b>
            </p>
            <p className="muted">{uncertaintyWords(clock)}</p>
          </div>
          <div>
            <h2 className="label">Drift</h2>
            <p>{driftWords(clock)}</p>
            {clock.steps.map(({ time, ns }) => (
              <p key={String(time)} className="tone-warning" title={`At ${formatMoment(time)} UTC`}>
                <SeverityMark severity="warning" size={10} /> stepped {formatDuration(Math.abs(ns))}{' '}
                {ns > 0 ? 'ahead' : 'back'}
              </p>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function End({ title, end }: { readonly title: string; readonly end: EndCapture }) {
  const dropped = end.droppedFrames ?? 0
  return (
    <div>
      <h2 className="label">{title}</h2>
      <p className="ellipsis" title={end.name}>
        <b>{end.name}</b>
      </p>
      <p className="muted">
        {formatAmount(end.frames, 'frame', 'frames')}, {formatAmount(end.flows, 'flow', 'flows')}
      </p>
      {dropped > 0 && (
        <p className="tone-warning">
          <SeverityMark severity="warning" size={10} /> lost {formatAmount(dropped, 'frame', 'frames')} while capturing
        </p>
      )}
    </div>
  )
}
