/** The clocks' relation as the report tells it. */
import type { ClockRelation, ClockStep } from '../../contracts/twoEnds'
import type { Clock } from './clock'
import type { Witnesses } from './judgeFlow'

export function clockRelation(clock: Clock, { first, second }: Witnesses): ClockRelation {
  const [start] = clock.pieces
  const from = start?.from ?? 0
  const uncertainty = clock.uncertaintyAt(from)
  const longest = clock.pieces.reduce((best, piece) => (piece.to - piece.from > best.to - best.from ? piece : best))
  return {
    // The captures' starts may lie years apart: only the small part is a fraction of a nanosecond.
    offsetNs: Number(second.start - first.start) + Math.round(clock.offsetAt(from)),
    uncertaintyNs: Number.isFinite(uncertainty) ? Math.max(0, Math.round(uncertainty)) : null,
    driftPpm: clock.isDriftKnown ? Number((longest.drift * 1e6).toFixed(3)) : null,
    samples: clock.samples,
    steps: stepsOf(clock, first.start),
  }
}

function stepsOf(clock: Clock, start: bigint): ClockStep[] {
  return clock.pieces.slice(1).map((piece, index) => {
    const before = clock.pieces[index] ?? piece
    const expected = before.offsetNs + before.drift * (piece.from - before.from)
    return { time: start + BigInt(Math.round(piece.from)), ns: Math.round(piece.offsetNs - expected) }
  })
}
