/** The window's own origin, app://lastack, and which file each of its addresses means. */
import { join, normalize, sep } from 'node:path'

export const SCHEME = 'app'
const HOST = 'lastack'
export const WINDOW_URL = `${SCHEME}://${HOST}/index.html`

/** Whether `url` is a page of ours. Node's URL gives custom schemes no origin, so the parts are compared. */
export function isOwnUrl(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url)
    return scheme === `${SCHEME}:` && host === HOST
  } catch {
    // Not a URL at all. (URL.canParse is younger than the oldest Node that we run in.)
    return false
  }
}

/** What `path` says once decoded, or null where its encoding is broken. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** The file below `folder` that `url` names, or null where it names none: another host, or a way out of the folder. */
export function fileOf(url: string, folder: string): string | null {
  const path = isOwnUrl(url) ? decoded(new URL(url).pathname) : null
  if (path === null) return null
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) ? file : null
}
