/** What the forwarder shall do, drawn from a seed: lines for forwarder.c. */
export const MSS_CLAMP = 1400
export const DELAY_MS = 120
/** A copy comes so much later than its original. */
const COPY_MS = 3
const FORGED_TTL = 61
/** Packets of each side that the plan covers; what comes after them passes. */
const PLANNED = 500
/** The first packets open connections: let most through, so that there is traffic to treat badly. */
const SPARED = 6
const RESETS = [70, 260] as const

/** mulberry32: small, seeded, the same everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function planOf(seed: number): string {
  const draw = random(seed)
  const lines = [`mss ${MSS_CLAMP}`]
  for (const side of ['left', 'right']) {
    const reset = RESETS[side === 'left' ? 1 : 0]
    for (let number = SPARED; number < PLANNED; number += 1) {
      const action = number === reset ? `reset ${FORGED_TTL}` : actionOf(draw(), draw())
      if (action !== '') lines.push(`${side} ${number} ${action}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function actionOf(chance: number, detail: number): string {
  if (chance < 0.025) return 'drop 0'
  if (chance < 0.035) return `delay ${DELAY_MS + Math.floor(detail * 40)}`
  if (chance < 0.045) return `copy ${COPY_MS}`
  if (chance < 0.05) return `window ${300 + Math.floor(detail * 100)}`
  return ''
}
