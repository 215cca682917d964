/** Whether a live ladder stays at its end while rows arrive. */
export type Follow = 'following' | 'paused'

export type FollowEvent =
  /** The user moved the view; `isAtEnd`: its last row is visible. */
  | { readonly type: 'scrolled'; readonly isUpwards: boolean; readonly isAtEnd: boolean }
  | { readonly type: 'selected'; readonly isLast: boolean }
  /** A frame elsewhere was asked for (a link of the verdict). */
  | { readonly type: 'sent' }
  | { readonly type: 'back' }

/** Looking back pauses; coming to the end, by any way, follows again. Scrolling downwards alone changes nothing. */
export function followAfter(follow: Follow, event: FollowEvent): Follow {
  switch (event.type) {
    case 'scrolled':
      if (event.isAtEnd) return 'following'
      return event.isUpwards ? 'paused' : follow
    case 'selected':
      return event.isLast ? 'following' : 'paused'
    case 'sent':
      return 'paused'
    case 'back':
      return 'following'
  }
}
