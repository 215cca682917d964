/**
 * The corridor that a clock's line must lie in. With x a time by the first clock and y = second clock minus first, a
 * segment from first to second gives y = offset(x) + its delay, one from second to first y = offset(x) - its delay.
 * Delays are positive: the line of offsets lies below all the former and above all the latter.
 */
export interface ClockSample {
  /** Nanoseconds by the first clock. */
  readonly at: number
  /** Second clock minus first, nanoseconds. */
  readonly difference: number
  /** From the first end to the second. */
  readonly isForward: boolean
}

/** A straight piece of the relation: offset(x) = offsetNs + drift * (x - from). */
export interface ClockPiece {
  readonly from: number
  readonly to: number
  readonly offsetNs: number
  readonly drift: number
  /** Width of the corridor: the shortest round trip. Infinity: traffic went one way only. Negative: there is no line. */
  readonly widthNs: number
}

/** Clocks that run more apart than this are no clocks: 1000 millionths. */
const MOST_DRIFT = 1e-3
/** Golden section steps: from 2000 millionths to below 10^-12. */
const STEPS = 50
const GOLDEN = (Math.sqrt(5) - 1) / 2
/** Width that a millionth of drift must gain: among drifts that fit equally well the smallest is taken. */
const DRIFT_PRICE = 0.05
/** Each third of the time must have this many samples each way before a drift is believed. */
const SAMPLES_A_THIRD = 3

/** The widest corridor through all samples, in order of time; level where too few of them could tell a drift. */
export function widestCorridor(samples: readonly ClockSample[]): ClockPiece {
  const level = corridor(samples, 0)
  if (level.widthNs === Number.POSITIVE_INFINITY) return level
  if (level.widthNs >= 0 && !canTellDrift(samples)) return level
  return corridor(samples, bestDrift(samples))
}

/** The widest corridor of any drift, whether or not the samples can tell it: what no step is needed to explain. */
export const freeCorridor = (samples: readonly ClockSample[]): ClockPiece => corridor(samples, bestDrift(samples))

/** The corridor of one drift, and the line through its middle. */
function corridor(samples: readonly ClockSample[], drift: number): ClockPiece {
  const from = samples[0]?.at ?? 0
  const to = samples.at(-1)?.at ?? from
  let ceiling = Number.POSITIVE_INFINITY
  let floor = Number.NEGATIVE_INFINITY
  for (const { at, difference, isForward } of samples) {
    const level = difference - drift * (at - from)
    if (isForward) ceiling = Math.min(ceiling, level)
    else floor = Math.max(floor, level)
  }
  return { from, to, drift, offsetNs: middle(floor, ceiling), widthNs: ceiling - floor }
}

/** Where one side is open, the fastest segment is taken to have needed no time. */
function middle(floor: number, ceiling: number): number {
  if (!Number.isFinite(floor)) return Number.isFinite(ceiling) ? ceiling : 0
  return Number.isFinite(ceiling) ? (floor + ceiling) / 2 : floor
}

/** The width is concave in the drift (a minimum of lines minus a maximum of lines), so golden section finds its top. */
function bestDrift(samples: readonly ClockSample[]): number {
  const span = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)
  const worth = (drift: number): number => corridor(samples, drift).widthNs - DRIFT_PRICE * Math.abs(drift) * span
  let low = -MOST_DRIFT
  let high = MOST_DRIFT
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let leftWorth = worth(left)
  let rightWorth = worth(right)
  for (let step = 0; step < STEPS; step += 1) {
    if (leftWorth < rightWorth) {
      low = left
      left = right
      leftWorth = rightWorth
      right = low + GOLDEN * (high - low)
      rightWorth = worth(right)
    } else {
      high = right
      right = left
      rightWorth = leftWorth
      left = high - GOLDEN * (high - low)
      leftWorth = worth(left)
    }
  }
  const best = (low + high) / 2
  return worth(best) > worth(0) ? best : 0
}

/** Samples both ways at the beginning, in the middle and at the end. */
export function canTellDrift(samples: readonly ClockSample[]): boolean {
  const from = samples[0]?.at ?? 0
  const third = ((samples.at(-1)?.at ?? from) - from) / 3
  if (third <= 0) return false
  const counts = [0, 0, 0, 0, 0, 0]
  for (const { at, isForward } of samples) {
    const part = Math.min(2, Math.floor((at - from) / third)) * 2 + (isForward ? 1 : 0)
    counts[part] = (counts[part] ?? 0) + 1
  }
  return counts.every((count) => count >= SAMPLES_A_THIRD)
}
