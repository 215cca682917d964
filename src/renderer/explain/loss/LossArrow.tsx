import type { LossRow } from '../../../contracts/explain'

/**
 * The arrow of a segment, as wide as its column. Its line stretches, its head doesn't: a lost one ends in a cross half
 * the way, a reset in a cross at its target.
 */
export function LossArrow({ row }: { readonly row: LossRow }) {
  const { from, arrow, isLost } = row
  const isReset = arrow === 'reset'
  return (
    <span className={`loss-arrow from-${from} ${arrow}${isLost ? ' lost' : ''}`}>
      <svg className="loss-line" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 1H100" vectorEffect="non-scaling-stroke" />
      </svg>
      <svg className="loss-head" width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
        {isLost || isReset ? (
          <path className="cross" d="M-4 -4 4 4M-4 4 4 -4" />
        ) : (
          <path className="tip" d={from === 'client' ? 'M5 0-4 3.6V-3.6z' : 'M-5 0 4 3.6V-3.6z'} />
        )}
      </svg>
    </span>
  )
}
