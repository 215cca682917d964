/** The second capture's clock against the first's: offset, drift, and where one of them stepped. */
import { type ClockPiece, type ClockSample, canTellDrift, freeCorridor, widestCorridor } from './corridor'
import { sortedBy, type Work } from './work'

/** Time stamps of captures are this rough: a corridor narrower than minus this can't be. */
const ROUGHNESS_NS = 50_000
/** A smaller step than this is not told from a path that changed its delays. */
const SMALLEST_STEP_NS = 1_000_000
/** Fewer samples than this between two steps are strays (a segment matched wrongly), not a time of its own. */
const FEWEST_SAMPLES = 4
/** Samples that the corridor is laid through; of more, the ones that bound it are kept. */
const MOST_SAMPLES = 20_000
/** Places where a step within an open corridor is looked for. */
const SPLITS = 48

export class Clock {
  constructor(
    /** In order of time, at least one. */
    readonly pieces: readonly ClockPiece[],
    readonly samples: number,
    /** The drift is told by enough samples. */
    readonly isDriftKnown: boolean,
  ) {}

  /** Second clock minus first at a time by the first, nanoseconds. */
  offsetAt(time: number): number {
    const piece = this.pieceAt(time)
    return piece.offsetNs + piece.drift * (time - piece.from)
  }

  /** Half the width of the corridor there; Infinity where traffic went one way only. */
  uncertaintyAt(time: number): number {
    return this.pieceAt(time).widthNs / 2
  }

  /** One-way delay of a segment that was seen at these times. @param first by the first clock, second by the second. */
  delay(first: number, second: number, isForward: boolean): number {
    const ahead = second - first - this.offsetAt(first)
    return isForward ? ahead : -ahead
  }

  private pieceAt(time: number): ClockPiece {
    let best = this.pieces[0] as ClockPiece
    for (const piece of this.pieces) if (piece.from <= time) best = piece
    return best
  }
}

/** @returns null without samples. */
export function* solveClock(samples: readonly ClockSample[]): Work<Clock | null> {
  if (samples.length === 0) return null
  const sorted = thinned(yield* sortedBy(samples, ({ at }) => at))
  const cut = piecesOf(sorted)
  yield 0
  const pieces = settled(yield* refined(cut))
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best))
  return new Clock(pieces.map(widestCorridor), samples.length, canTellDrift(longest))
}

type Piece = readonly ClockSample[]
const fits = (samples: Piece): boolean => widestCorridor(samples).widthNs >= -ROUGHNESS_NS

/** Cuts the samples where no line fits any more; strays go. */
function piecesOf(samples: Piece): Piece[] {
  if (fits(samples)) return [samples]
  const cut: Piece[] = []
  for (let from = 0; from < samples.length; ) {
    const length = longestFit(samples, from)
    cut.push(samples.slice(from, from + length))
    from += length
  }
  const merged: Piece[] = []
  for (const piece of cut.filter(({ length }) => length >= FEWEST_SAMPLES)) {
    const joined = [...(merged.at(-1) ?? []), ...piece]
    if (fits(joined)) merged.splice(-1, merged.length > 0 ? 1 : 0, joined)
    else merged.push(piece)
  }
  return merged.length > 0 ? merged : [samples]
}

/** How many samples from here on one line fits: doubling, then halving the doubt. At least one. */
function longestFit(samples: Piece, from: number): number {
  const left = samples.length - from
  let good = 1
  let bad = 2
  while (bad <= left && fits(samples.slice(from, from + bad))) {
    good = bad
    bad *= 2
  }
  bad = Math.min(bad, left + 1)
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1
    if (fits(samples.slice(from, from + middle))) good = middle
    else bad = middle
  }
  return good
}

/**
 * A step shorter than the round trip leaves a corridor, only narrower. It shows where both parts of a piece have a
 * much wider one: a path that got slower or faster in one direction widens one part only.
 */
function* refined(pieces: readonly Piece[]): Work<Piece[]> {
  const result: Piece[] = []
  for (const piece of pieces) {
    const whole = freeCorridor(piece).widthNs
    let best: readonly [Piece, Piece] | null = null
    let bestWidth = Math.max(whole * 1.5, whole + SMALLEST_STEP_NS)
    for (let split = 1; split < SPLITS; split += 1) {
      const at = Math.round((piece.length * split) / SPLITS)
      const parts = [piece.slice(0, at), piece.slice(at)] as const
      yield 0
      if (!parts.every(hasBothWays)) continue
      const width = Math.min(widestCorridor(parts[0]).widthNs, widestCorridor(parts[1]).widthNs)
      if (width <= bestWidth) continue
      bestWidth = width
      best = parts
    }
    result.push(...(best ?? [piece]))
  }
  return result
}

/**
 * Right after a step the segments of one direction still fit the line before it, as very late ones: they go to the
 * piece that they fit with less delay.
 */
function settled(pieces: readonly Piece[]): Piece[] {
  const result = [...pieces]
  for (let index = 0; index + 1 < result.length; index += 1) {
    const [before, after] = [result[index] as Piece, result[index + 1] as Piece]
    const lines = [widestCorridor(before), widestCorridor(after)] as const
    let keep = before.length
    while (keep > 1 && isCloser(before[keep - 1] as ClockSample, lines[1], lines[0])) keep -= 1
    result[index] = before.slice(0, keep)
    result[index + 1] = [...before.slice(keep), ...after]
  }
  return result
}

function isCloser(sample: ClockSample, line: ClockPiece, than: ClockPiece): boolean {
  const delay = delayBy(line, sample)
  return delay >= -ROUGHNESS_NS && delay < delayBy(than, sample)
}

function delayBy({ from, offsetNs, drift }: ClockPiece, { at, difference, isForward }: ClockSample): number {
  const ahead = difference - offsetNs - drift * (at - from)
  return isForward ? ahead : -ahead
}

function hasBothWays(piece: Piece): boolean {
  const forward = piece.filter(({ isForward }) => isForward).length
  return forward >= 2 * FEWEST_SAMPLES && piece.length - forward >= 2 * FEWEST_SAMPLES
}

/** Of very many samples, those that bound the corridor: the lowest forward and the highest backward of each bin. */
function thinned(samples: Piece): Piece {
  if (samples.length <= MOST_SAMPLES) return samples
  const size = Math.ceil((2 * samples.length) / MOST_SAMPLES)
  const kept: ClockSample[] = []
  for (let from = 0; from < samples.length; from += size) {
    let lowest: ClockSample | null = null
    let highest: ClockSample | null = null
    for (const sample of samples.slice(from, from + size)) {
      if (sample.isForward) lowest = lowest === null || sample.difference < lowest.difference ? sample : lowest
      else highest = highest === null || sample.difference > highest.difference ? sample : highest
    }
    const bin = [lowest, highest].filter((sample) => sample !== null)
    kept.push(...bin.sort((a, b) => a.at - b.at))
  }
  return kept
}
