/** Whether nothing may move: the system asks for less motion, or the user has. */
export const wantsCalm = (): boolean =>
  document.documentElement.dataset.motion === 'reduced' || window.matchMedia('(prefers-reduced-motion: reduce)').matches
