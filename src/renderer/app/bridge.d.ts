import type { LastackBridge } from '../../contracts/ipc'

declare global {
  interface Window {
    /** Put there by preload. */
    readonly lastack: LastackBridge
  }
}
