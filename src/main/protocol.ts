/** app://lastack/: the window's own origin, served from the built files and nothing else, under a strict policy. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

const SCHEME = 'app'
const HOST = 'lastack'
export const WINDOW_URL = `${SCHEME}://${HOST}/index.html`

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

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

/** The file below `folder` that `url` names, or null where it names none: another host, or a way out of the folder. */
export function fileOf(url: string, folder: string): string | null {
  if (!isOwnUrl(url)) return null
  const path = normalize(join(folder, decodeURIComponent(new URL(url).pathname)))
  return path.startsWith(folder + sep) ? path : null
}

/** Must run before the program is ready. */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves `folder` at app://lastack/. */
export function serveProtocol(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const file = fileOf(request.url, folder)
    const type = file && CONTENT_TYPES[extname(file)]
    if (!file || !type) return new Response('Not found', { status: 404 })
    try {
      return new Response(await readFile(file), {
        headers: {
          'content-type': type,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
        },
      })
    } catch {
      // The page asked for a file that was never built: to it that is a plain 404.
      return new Response('Not found', { status: 404 })
    }
  })
}
