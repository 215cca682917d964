/**
 * A ladder of a million rows is taller than a browser lets an element be (about 33 million pixels, less with zoom).
 * Above MOST_PIXELS the scrolled element is shorter than its content and the scrollbar's position is scaled; the wheel
 * and keys still move by content pixels.
 */
export const MOST_PIXELS = 12_000_000

export interface ScrollSpace {
  /** Height of all rows in pixels. */
  readonly content: number
  /** Height of what is visible. */
  readonly view: number
  /** Height of the element that is scrolled. */
  readonly element: number
}

export function scrollSpace(content: number, view: number): ScrollSpace {
  return { content, view, element: Math.min(content, MOST_PIXELS) }
}

/** Whether scroll positions are scaled. */
export function isScaled(space: ScrollSpace): boolean {
  return space.element < space.content
}

/** The farthest that content can be moved up. */
export function mostOffset(space: ScrollSpace): number {
  return Math.max(0, space.content - space.view)
}

export function clampOffset(space: ScrollSpace, offset: number): number {
  return Math.min(Math.max(offset, 0), mostOffset(space))
}

/** Content pixels above the view when the element is scrolled to `scrollTop`. */
export function offsetOf(space: ScrollSpace, scrollTop: number): number {
  if (!isScaled(space)) return clampOffset(space, scrollTop)
  const most = space.element - space.view
  return clampOffset(space, most > 0 ? (scrollTop / most) * mostOffset(space) : 0)
}

/** Where the element must be scrolled to for `offset`. */
export function scrollTopOf(space: ScrollSpace, offset: number): number {
  if (!isScaled(space)) return offset
  const most = mostOffset(space)
  return most > 0 ? (offset / most) * (space.element - space.view) : 0
}

/**
 * The offset nearest to `offset` at which content from `top` to `bottom` is visible with `margin` around it; with
 * `center`, what must move moves to the middle.
 */
export function revealOffset(
  space: ScrollSpace,
  offset: number,
  top: number,
  bottom: number,
  { margin = 0, center = false } = {},
): number {
  if (top - margin >= offset && bottom + margin <= offset + space.view) return offset
  if (center) return clampOffset(space, (top + bottom - space.view) / 2)
  if (top - margin < offset) return clampOffset(space, top - margin)
  return clampOffset(space, bottom + margin - space.view)
}
