/** Work that may wait a moment is done one piece a frame: several pieces never add up to a frame that is late. */
const waiting = new Set<() => void>()
let isComing = false

/** Does `work` when it is its turn. Returns a function that takes it back. */
export function inTurn(work: () => void): () => void {
  waiting.add(work)
  if (!isComing) requestAnimationFrame(next)
  isComing = true
  return () => waiting.delete(work)
}

function next(): void {
  const [work] = waiting
  if (work !== undefined) waiting.delete(work)
  isComing = waiting.size > 0
  if (isComing) requestAnimationFrame(next)
  work?.()
}
