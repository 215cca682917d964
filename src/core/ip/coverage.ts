/**
 * Which bytes of a datagram have arrived: disjoint spans in order, none touching the next. Fragments mostly come in
 * order, so there is mostly one span.
 *
 *     coverage:  number of spans u32 | - | span: start u32, end u32 | span | ...
 */
const SPANS: usize = 8
const SPAN_SHIFT: usize = 3
const SPAN_END: usize = 4
/** More than 64 KiB in every other fragment of 576 bytes leave. */
const MAX_SPANS: u32 = 120
export const COVERAGE_BYTES: usize = 968

let hadConflict: bool = false

function spanAt(coverage: usize, span: u32): usize {
  return coverage + SPANS + ((<usize>span) << SPAN_SHIFT)
}

/** Whether the bytes placed last were others than some that arrived before. */
export function isInConflict(): bool {
  return hadConflict
}

/** Bytes that arrived from the datagram's start on without a gap. */
export function arrived(coverage: usize): u32 {
  const first = spanAt(coverage, 0)
  return load<u32>(coverage) > 0 && load<u32>(first) === 0 ? load<u32>(first, SPAN_END) : 0
}

/**
 * Copies the bytes `start` to `end` of a datagram, which lie at `from`, to their place in `data`. Bytes that arrived
 * before stay as they are; other bytes for their place are a conflict. False: too many gaps to go on.
 */
export function place(coverage: usize, data: usize, from: usize, start: u32, end: u32): bool {
  const spans = load<u32>(coverage)
  let first: u32 = 0
  while (first < spans && load<u32>(spanAt(coverage, first), SPAN_END) < start) first++
  let next = first
  let at = start
  let joinedStart = start
  let joinedEnd = end
  let isConflict = false
  for (; next < spans; next++) {
    const span = spanAt(coverage, next)
    const spanStart = load<u32>(span)
    const spanEnd = load<u32>(span, SPAN_END)
    if (spanStart > end) break
    if (spanStart > at) memory.copy(data + at, from + (at - start), spanStart - at)
    at = max(at, spanStart)
    const known = min(spanEnd, end)
    if (known > at && memory.compare(data + at, from + (at - start), known - at) !== 0) isConflict = true
    at = max(at, spanEnd)
    joinedStart = min(joinedStart, spanStart)
    joinedEnd = max(joinedEnd, spanEnd)
  }
  if (at < end) memory.copy(data + at, from + (at - start), end - at)
  hadConflict = isConflict

  const left = spans - (next - first) + 1
  if (left > MAX_SPANS) return false
  memory.copy(spanAt(coverage, first + 1), spanAt(coverage, next), (<usize>(spans - next)) << SPAN_SHIFT)
  store<u32>(spanAt(coverage, first), joinedStart)
  store<u32>(spanAt(coverage, first), joinedEnd, SPAN_END)
  store<u32>(coverage, left)
  return true
}
