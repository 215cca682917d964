/**
 * Work that may wait a moment is done one piece a frame, and not in one that answers to the user: pieces never add up to
 * a frame that is late.
 */
const waiting = new Set<() => void>()
let isComing = false
let isAnswering = false
/** Frames that a piece is put off for at most: who never rests sees it all the same. */
const PATIENCE = 2
let putOff = 0

for (const type of ['keydown', 'wheel', 'pointerdown'])
  addEventListener(
    type,
    () => {
      isAnswering = true
    },
    { capture: true, passive: true },
  )

/** Does `work` when it is its turn. Returns a function that takes it back. */
export function inTurn(work: () => void): () => void {
  waiting.add(work)
  if (!isComing) ask()
  return () => waiting.delete(work)
}

function ask(): void {
  isComing = true
  isAnswering = false
  requestAnimationFrame(next)
}

function next(): void {
  if (isAnswering && putOff < PATIENCE) {
    putOff += 1
    ask()
    return
  }
  putOff = 0
  const [work] = waiting
  if (work !== undefined) waiting.delete(work)
  isComing = false
  if (waiting.size > 0) ask()
  work?.()
}
