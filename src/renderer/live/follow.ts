/** Whether a live ladder stays at its end while rows arrive. */
export type Follow = 'following' | 'paused'

export type FollowEvent =
  /** The user moved the view; `isAtEnd`: its last row is visible. */
  | { readonly type: 'scrolled'; readonly isUpwards: boolean; readonly isAtEnd: boolean }
  /** A row was chosen, to be looked at: here, or by a link of the verdict. */
  | { readonly type: 'selected' }
  | { readonly type: 'back' }

/** Looking at something pauses; scrolling to the end follows again. Scrolling downwards alone changes nothing. */
export function followAfter(follow: Follow, event: FollowEvent): Follow {
  switch (event.type) {
    case 'scrolled':
      if (event.isAtEnd) return 'following'
      return event.isUpwards ? 'paused' : follow
    case 'selected':
      return 'paused'
    case 'back':
      return 'following'
  }
}
